package dev.catchwater.sandbox.origins;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.judge.Upstream;
import dev.catchwater.sandbox.world.Agenda;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;

/**
 * The realm of what stands behind caches: one newspaper. Its answers say how long they are fresh, have strong tags, and name
 * themselves in Surrogate-Key. What is cached wrongly is seen: articles have versions, and the desk is private.
 */
public final class Origins implements Realm {

    private static final String ROOT = "/origins/press";
    private static final String HTML = "text/html; charset=utf-8";

    private final InstantSource clock;
    private final int[] versions = new int[Press.ARTICLES + 1];

    /**
     * A newspaper.
     *
     * @param clock the time on the wire
     */
    public Origins(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "origins";
    }

    @Override
    public List<Upstream> upstreams() {
        return List.of(new Upstream(
                "origins/press",
                "The Harbour Press, to be cached",
                List.of(ROOT + "/", ROOT + "/articles/1", ROOT + "/api/ticker"),
                Press.ARTICLES,
                0));
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT + "/").handler(this::front);
        router.get(ROOT + "/articles/:id").handler(this::article);
        router.get(ROOT + "/pictures/:file").handler(this::picture);
        router.get(ROOT + "/assets/desk.css").handler(ctx -> asset(ctx, "text/css; charset=utf-8", Press.STYLE));
        router.get(ROOT + "/assets/desk.js").handler(ctx -> asset(ctx, "text/javascript; charset=utf-8", Press.SCRIPT));
        router.get(ROOT + "/api/ticker").handler(this::ticker);
        router.get(ROOT + "/desk").handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.SET_COOKIE, "desk=1; Path=/; HttpOnly");
            tell(ctx, "private, max-age=60", "desk", "\"desk\"", HTML, "<title>Your desk</title>");
        });
    }

    private long second() {
        return clock.instant().getEpochSecond();
    }

    private void front(RoutingContext ctx) {
        long edition = second() / 5;
        String tag = "\"front-" + edition + "\"";
        tell(ctx, "max-age=5, stale-while-revalidate=30", "front", tag, HTML, Press.front(edition));
    }

    private void article(RoutingContext ctx) {
        int id = number(ctx.pathParam("id"));
        if (id == 0) {
            Answer.text(ctx, 404, HTML, "<title>Not found</title>");
            return;
        }
        String tag = "\"article-" + id + "-" + versions[id] + "\"";
        tell(ctx, "max-age=60", "article article-" + id, tag, HTML, Press.article(id, versions[id] + 1));
    }

    private void picture(RoutingContext ctx) {
        int id = number(ctx.pathParam("file").replaceFirst("\\.svg$", ""));
        if (id == 0) {
            Answer.text(ctx, 404, HTML, "<title>Not found</title>");
            return;
        }
        tell(ctx, "max-age=3600", "picture", "\"picture-" + id + "\"", "image/svg+xml", Press.picture(id));
    }

    private static void asset(RoutingContext ctx, String type, String text) {
        tell(ctx, "public, max-age=31536000, immutable", "asset", "\"asset-" + text.hashCode() + "\"", type, text);
    }

    private void ticker(RoutingContext ctx) {
        String line = "{\"line\":\"High water in " + (second() % 3_600) + " s\"}";
        tell(ctx, "max-age=1", "ticker", "\"ticker-" + second() + "\"", "application/json", line);
    }

    private static void tell(RoutingContext ctx, String control, String keys, String tag, String type, String body) {
        ctx.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, control)
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader("Surrogate-Key", keys);
        boolean held = tag.equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH));
        Answer.text(ctx, held ? 304 : 200, type, held ? "" : body);
    }

    /** An article's number; 0: there is none such. */
    private static int number(String text) {
        int id = text.matches("[1-9]\\d{0,2}") ? Integer.parseInt(text) : 0;
        return id <= Press.ARTICLES ? id : 0;
    }

    @Override
    public List<Agenda.Script> scripts() {
        return List.of();
    }

    /** {@code edit} (id): the article has another version. */
    @Override
    public List<String> obey(Command command) {
        if (!command.place().equals("press") || !command.op().equals("edit")) {
            throw new Refusal(404, "the press knows edit");
        }
        int id = command.count("id", 1, Press.ARTICLES);
        versions[id]++;
        return List.of(Integer.toString(id));
    }
}
