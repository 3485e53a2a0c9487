package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Answer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What people see who follow a status's, an author's or a hashtag's link. */
final class Pages {

    private final Instance instance;
    private final Supplier<String> base;

    Pages(Instance instance, Supplier<String> base) {
        this.instance = instance;
        this.base = base;
    }

    void mount(Router router, String root) {
        router.getWithRegex(root + "/@(?<name>[a-z0-9_]+)/(?<id>\\d{1,18})").handler(ctx -> {
            long id = Long.parseLong(ctx.pathParam("id"));
            list(ctx, "Status", status -> status.id() == id);
        });
        router.getWithRegex(root + "/@(?<name>[a-z0-9_]+)").handler(ctx -> {
            String name = ctx.pathParam("name");
            list(ctx, "@" + name, status -> status.account().username().equals(name));
        });
        router.get(root + "/tags/:tag").handler(ctx -> {
            String tag = ctx.pathParam("tag");
            list(ctx, "#" + tag, status -> Rest.hasTag(status, tag));
        });
    }

    private void list(RoutingContext ctx, String title, Predicate<Status> shown) {
        var page = new Paging(null, null, null, 40).page(instance.statuses(), shown.and(Status::readableByAll));
        if (page.isEmpty()) {
            Call.error(ctx, 404, "Not Found");
            return;
        }
        var html = new StringBuilder(
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title><h1>%1$s</h1>"
                        .formatted(Html.escape(title)));
        for (Status status : page) {
            Status said = status.boosted() == null ? status : status.boosted();
            html.append("<article lang=\"%s\"><p><b>%s</b> <time>%s</time></p>%s</article>"
                    .formatted(
                            said.draft().language(),
                            Html.escape(said.account().persona().name()),
                            StatusJson.millis(said.created()),
                            Html.content(said.draft(), instance, base.get())));
        }
        Answer.text(ctx, 200, "text/html; charset=utf-8", html.append("</html>").toString());
    }
}
