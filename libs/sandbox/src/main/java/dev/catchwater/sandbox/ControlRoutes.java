package dev.catchwater.sandbox;

import dev.catchwater.sandbox.judge.Gate;
import dev.catchwater.sandbox.judge.LogEntry;
import dev.catchwater.sandbox.judge.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;

/** The control paths under {@code /_sandbox/}: JSON in, JSON out, {@code {"error": …}} with a 4xx when refused. */
final class ControlRoutes {

    private static final int MOST_BODY = 64 * 1024;
    private static final int MOST_ENTRIES = 1_000;

    private final Universe universe;
    private final Courtroom court;
    private final Journal journal;

    ControlRoutes(Universe universe, Courtroom court, Journal journal) {
        this.universe = universe;
        this.court = court;
        this.journal = journal;
    }

    void mount(Router router, Gate gate) {
        router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY));
        router.route("/_sandbox/*").handler(ControlRoutes::sameSite);
        router.get("/").handler(this::page);
        router.get("/_sandbox/health").handler(ctx -> answer(ctx, 200, time().put("status", "UP")));
        router.get("/_sandbox/upstreams").handler(ctx -> answer(ctx, 200, Report.upstreams(universe, court)));
        router.get("/_sandbox/time").handler(ctx -> answer(ctx, 200, time()));
        router.post("/_sandbox/time").handler(this::drive);
        router.get("/_sandbox/log").handler(this::log);
        router.get("/_sandbox/budgets").handler(ctx -> answer(ctx, 200, Report.budgets(court)));
        router.get("/_sandbox/faults").handler(ctx -> answer(ctx, 200, FaultJson.list(court.faults())));
        router.post("/_sandbox/faults").handler(ctx -> answer(ctx, 201, FaultJson.add(court.faults(), body(ctx))));
        router.delete("/_sandbox/faults").handler(ctx -> {
            int cleared = court.faults().clear(ctx.request().getParam("upstream", ""));
            answer(ctx, 200, new JsonObject().put("cleared", cleared));
        });
        router.post("/_sandbox/:realm/:place/:op").handler(this::command);
        router.route("/_sandbox/*").handler(ctx -> error(ctx, 404, "no such control path; GET / lists them"));
        router.route().handler(gate);
        router.route().failureHandler(ControlRoutes::failure);
    }

    /** A page on the internet must not drive the sandbox through its reader's browser. */
    private static void sameSite(RoutingContext ctx) {
        String site = ctx.request().getHeader("Sec-Fetch-Site");
        if ("cross-site".equals(site)) {
            error(ctx, 403, "control paths are not for pages of other sites");
        } else {
            ctx.next();
        }
    }

    private void page(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
        ctx.response().end(Page.html(universe, "http://" + ctx.request().authority()));
    }

    private void command(RoutingContext ctx) {
        JsonObject args = body(ctx);
        if (ctx.pathParam("op").startsWith("oauth-")) {
            throw new Refusal(404, "tokens are given at /mastodon/<instance>/oauth/, not here");
        }
        Journal.Line line = universe.obey(ctx.pathParam("realm"), ctx.pathParam("place"), ctx.pathParam("op"), args);
        var made = new JsonObject()
                .put("ids", new JsonArray(line.ids()))
                .put("at", line.command().at().toString());
        journal.write(line).onSuccess(kept -> answer(ctx, 201, made)).onFailure(ctx::fail);
    }

    private void drive(RoutingContext ctx) {
        JsonObject wish = body(ctx);
        universe.tick();
        if (Boolean.TRUE.equals(wish.getValue("pause"))) {
            universe.clock().pause();
        }
        if (Boolean.TRUE.equals(wish.getValue("resume"))) {
            universe.clock().resume();
        }
        if (wish.getValue("advance") != null) {
            universe.advance(duration(String.valueOf(wish.getValue("advance"))));
        }
        answer(ctx, 200, time());
    }

    private void log(RoutingContext ctx) {
        long after = number(ctx.request().getParam("after", "0"));
        List<LogEntry> all = court.log().entries(ctx.request().getParam("upstream", "")).stream()
                .filter(entry -> entry.seq() > after)
                .toList();
        var entries = new JsonArray();
        all.subList(Math.max(0, all.size() - MOST_ENTRIES), all.size())
                .forEach(entry -> entries.add(Report.entry(entry)));
        answer(ctx, 200, new JsonObject().put("entries", entries));
    }

    private JsonObject time() {
        return new JsonObject()
                .put("now", universe.clock().instant().toString())
                .put("paused", universe.clock().paused());
    }

    static Duration duration(String text) {
        try {
            return text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new Refusal(422, "a duration is seconds or ISO-8601, such as PT1H: " + text, e);
        }
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new Refusal(422, "after must be a whole number");
        }
        return Long.parseLong(text);
    }

    private static JsonObject body(RoutingContext ctx) {
        try {
            JsonObject json = ctx.body().asJsonObject();
            return json == null ? new JsonObject() : json;
        } catch (DecodeException | ClassCastException e) {
            throw new Refusal(400, "the body must be a JSON object", e);
        }
    }

    private static void failure(RoutingContext ctx) {
        Throwable cause = ctx.failure();
        if (cause instanceof Refusal refusal) {
            error(ctx, refusal.status(), refusal.reason());
        } else if (cause instanceof IllegalArgumentException) {
            error(ctx, 422, String.valueOf(cause.getMessage()));
        } else if (cause == null) {
            error(ctx, ctx.statusCode(), ctx.statusCode() == 413 ? "the body is over 64 KiB" : "not possible");
        } else {
            error(ctx, 500, cause.toString());
        }
    }

    private static void error(RoutingContext ctx, int status, String reason) {
        if (!ctx.response().ended() && !ctx.response().headWritten()) {
            answer(ctx, status, new JsonObject().put("error", reason));
        }
    }

    private static void answer(RoutingContext ctx, int status, JsonObject json) {
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(json.toBuffer());
    }
}
