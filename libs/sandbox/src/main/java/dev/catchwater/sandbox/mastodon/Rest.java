package dev.catchwater.sandbox.mastodon;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The reading half of the REST API (docs.joinmastodon.org/methods). */
final class Rest {

    /** A home timeline keeps this many statuses; who sleeps longer loses the rest. */
    static final int HOME = 400;

    private Rest() {}

    static void mount(Router router, String root, Door door) {
        String v1 = root + "/api/v1";
        router.get(v1 + "/timelines/home").handler(door.guard(Door.Needs.USER, "read:statuses", Rest::home));
        router.get(v1 + "/timelines/public").handler(door.guard(Door.Needs.NOTHING, "", Rest::everyone));
        router.get(v1 + "/timelines/tag/:tag").handler(door.guard(Door.Needs.NOTHING, "", Rest::tagged));
        router.get(v1 + "/accounts/verify_credentials")
                .handler(door.guard(Door.Needs.USER, "read:accounts", Rest::self));
        router.get(v1 + "/accounts/lookup").handler(door.guard(Door.Needs.NOTHING, "", Rest::lookup));
        router.get(v1 + "/accounts/:id").handler(door.guard(Door.Needs.NOTHING, "", Rest::account));
        router.get(v1 + "/accounts/:id/statuses").handler(door.guard(Door.Needs.NOTHING, "", Rest::written));
        router.get(v1 + "/statuses/:id").handler(door.guard(Door.Needs.NOTHING, "", Rest::status));
        for (String slash : List.of("", "/")) {
            router.get(v1 + "/instance" + slash).handler(door.guard(Door.Needs.NOTHING, "", Rest::instanceV1));
            router.get(root + "/api/v2/instance" + slash).handler(door.guard(Door.Needs.NOTHING, "", Rest::instanceV2));
        }
    }

    private static void home(Call call) {
        List<Status> feed =
                new Paging(null, null, null, HOME).page(call.instance().statuses(), Status::readableByFollowers);
        long floor = feed.isEmpty() ? 0 : feed.getLast().id();
        var tail = call.instance().statuses().tailMap(floor, true);
        call.page(Paging.of(call.params()).page(tail, Status::readableByFollowers), true);
    }

    private static void everyone(Call call) {
        if (call.viewer() == null) {
            call.ctx()
                    .response()
                    .putHeader(
                            HttpHeaders.CACHE_CONTROL,
                            "max-age=15, public, stale-while-revalidate=30, stale-if-error=86400");
        }
        // Nobody federates with the sandbox: there is no remote status.
        Predicate<Status> shown = on(call.params(), "remote") ? status -> false : Rest::inPublic;
        call.page(Paging.of(call.params()).page(call.instance().statuses(), withMedia(call.params(), shown)), true);
    }

    /** Public, no boost, and no answer to someone else. */
    static boolean inPublic(Status status) {
        Status.Parent parent = status.replyTo();
        return status.listed()
                && status.boosted() == null
                && (parent == null || parent.account().id() == status.account().id());
    }

    static boolean hasTag(Status status, String tag) {
        return status.listed()
                && status.boosted() == null
                && status.draft().tags().stream().anyMatch(tag::equalsIgnoreCase);
    }

    private static void tagged(Call call) {
        String tag = call.ctx().pathParam("tag");
        Predicate<Status> shown = status -> hasTag(status, tag);
        call.page(Paging.of(call.params()).page(call.instance().statuses(), withMedia(call.params(), shown)), true);
    }

    private static void written(Call call) {
        Account account = find(call);
        if (account == null) {
            Call.error(call.ctx(), 404, "Record not found");
            return;
        }
        MultiMap params = call.params();
        boolean boosts = !on(params, "exclude_reblogs");
        boolean replies = !on(params, "exclude_replies");
        String tag = params.get("tagged");
        Predicate<Status> shown = status -> status.account().id() == account.id()
                && readable(call, status)
                && (boosts || status.boosted() == null)
                && (replies || status.replyTo() == null)
                && (tag == null || hasTag(status, tag))
                && !on(params, "pinned");
        Paging paging = Paging.of(params);
        List<Status> page = paging.page(call.instance().statuses(), withMedia(params, shown));
        call.page(page, page.size() == paging.limit());
    }

    private static boolean readable(Call call, Status status) {
        return call.viewer() == null ? status.readableByAll() : status.readableByFollowers();
    }

    private static void status(Call call) {
        Status status = number(call) < 0 ? null : call.instance().statuses().get(number(call));
        if (status == null || !readable(call, status)) {
            Call.error(call.ctx(), 404, "Not Found");
        } else {
            call.ok(new StatusJson(call.instance(), call.base()).write(status, call.viewer()));
        }
    }

    private static void self(Call call) {
        Account viewer = call.viewer();
        if (viewer != null) {
            call.ok(new AccountJson(call.instance(), call.base()).own(viewer));
        }
    }

    private static void lookup(Call call) {
        String acct = call.params().get("acct");
        Account account = acct == null
                ? null
                : call.instance()
                        .account(acct.replaceFirst("^@", "")
                                .replaceFirst("@" + call.instance().id() + "\\.example$", ""));
        answer(call, account);
    }

    private static void account(Call call) {
        answer(call, find(call));
    }

    private static void answer(Call call, @Nullable Account account) {
        if (account == null) {
            Call.error(call.ctx(), 404, "Record not found");
        } else {
            call.ok(new AccountJson(call.instance(), call.base()).write(account));
        }
    }

    private static void instanceV1(Call call) {
        // RFC 9745: since 14 November 2022.
        forAll(call).ctx().response().putHeader("Deprecation", "@1668384000");
        call.ok(new InstanceJson(call.instance(), call.base()).v1());
    }

    private static void instanceV2(Call call) {
        forAll(call).ok(new InstanceJson(call.instance(), call.base()).v2());
    }

    private static Call forAll(Call call) {
        call.ctx()
                .response()
                .putHeader(
                        HttpHeaders.CACHE_CONTROL,
                        "max-age=300, public, stale-while-revalidate=30, stale-if-error=86400")
                .putHeader(HttpHeaders.VARY, "Accept, Origin");
        return call;
    }

    private static @Nullable Account find(Call call) {
        return call.instance().account(number(call));
    }

    private static long number(Call call) {
        String id = call.ctx().pathParam("id");
        return id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
    }

    private static Predicate<Status> withMedia(MultiMap params, Predicate<Status> shown) {
        return on(params, "only_media") ? shown.and(status -> status.draft().picture() != null) : shown;
    }

    /** As Rails casts booleans. */
    private static boolean on(MultiMap params, String name) {
        String value = params.get(name);
        return value != null
                && !List.of("", "0", "f", "F", "false", "FALSE", "off", "OFF").contains(value);
    }
}
