package dev.catchwater.sandbox.feeds;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Upstream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Sites that no reader should survive by luck: each is one way of being broken, at {@code /feeds/<id>/rss.xml}. */
final class HostileSites {

    private static final String RSS_TYPE = "application/rss+xml; charset=utf-8";
    private static final int MIB = 1024 * 1024;
    private static final int BOMB_MIB = 96;
    private static final int OVERSIZE_MIB = 12;

    private record Fixed(String title, int status, String type, String body, Charset charset) {
        Fixed(String title, int status, String type, String body) {
            this(title, status, type, body, StandardCharsets.UTF_8);
        }
    }

    private static final Map<String, Fixed> FIXED = fixed();
    private static final Map<String, Integer> REDIRECTS =
            Map.of("moved-301", 301, "moved-302", 302, "moved-307", 307, "moved-308", 308);

    private @Nullable Buffer bomb;

    List<Upstream> upstreams() {
        var all = new ArrayList<Upstream>();
        FIXED.forEach((id, fixed) -> all.add(upstream(id, fixed.title())));
        REDIRECTS.keySet().stream().sorted().forEach(id -> all.add(upstream(id, "Redirects to the gazette")));
        all.add(upstream("loop", "Redirects to itself for ever"));
        all.add(upstream("oversize", "A body of " + OVERSIZE_MIB + " MiB"));
        all.add(upstream("zip-bomb", "A small gzip body of " + BOMB_MIB + " MiB"));
        return all;
    }

    void mount(Router router) {
        FIXED.forEach((id, fixed) -> Feeds.route(router, path(id), ctx -> {
            ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, fixed.type());
            Answer.send(ctx, fixed.status(), Buffer.buffer(fixed.body().getBytes(fixed.charset())));
        }));
        REDIRECTS.forEach(
                (id, status) -> Feeds.route(router, path(id), ctx -> redirect(ctx, status, "/feeds/gazette/rss.xml")));
        Feeds.route(router, path("loop"), ctx -> redirect(ctx, 302, path("loop")));
        Feeds.route(router, path("oversize"), HostileSites::oversize);
        Feeds.route(router, path("zip-bomb"), this::bomb);
    }

    private static void redirect(RoutingContext ctx, int status, String to) {
        ctx.response().putHeader(HttpHeaders.LOCATION, to);
        Answer.text(ctx, status, "text/plain", "");
    }

    /** Without a length, as fast as it is read: only a reader that counts can stop in time. */
    private static void oversize(RoutingContext ctx) {
        HttpServerResponse response = ctx.response().setChunked(true);
        response.putHeader(HttpHeaders.CONTENT_TYPE, RSS_TYPE);
        response.write(Documents.head());
        pour(ctx, Buffer.buffer(" ".repeat(64 * 1024)), OVERSIZE_MIB * 16);
    }

    private static void pour(RoutingContext ctx, Buffer chunk, int left) {
        HttpServerResponse response = ctx.response();
        int rest = left;
        while (rest > 0) {
            if (response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                int pending = rest;
                response.drainHandler(drained -> pour(ctx, chunk, pending));
                return;
            }
            response.write(chunk);
            rest--;
        }
        response.drainHandler(null);
        response.end(Documents.tail());
    }

    private void bomb(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, RSS_TYPE).putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        if (bomb != null) {
            Answer.send(ctx, 200, bomb);
            return;
        }
        ctx.vertx().executeBlocking(HostileSites::buildBomb, false).onComplete(built -> {
            if (built.succeeded()) {
                bomb = built.result();
                Answer.send(ctx, 200, built.result());
            } else {
                ctx.fail(built.cause());
            }
        });
    }

    private static Buffer buildBomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] blank = " ".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Documents.head().getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < BOMB_MIB; i++) {
                gzip.write(blank);
            }
            gzip.write(Documents.tail().getBytes(StandardCharsets.UTF_8));
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static Map<String, Fixed> fixed() {
        var all = new LinkedHashMap<String, Fixed>();
        all.put("broken", new Fixed("XML that stops half way", 200, RSS_TYPE, Documents.broken()));
        all.put("xxe", new Fixed("An external entity that names a local file", 200, RSS_TYPE, Documents.xxe()));
        all.put("laughs", new Fixed("A billion laughs", 200, RSS_TYPE, Documents.laughs()));
        all.put("not-a-feed", new Fixed("HTML where a feed was", 200, "text/html; charset=utf-8", Documents.html()));
        all.put("gone", new Fixed("Gone for good", 410, "text/plain; charset=utf-8", "gone"));
        all.put("empty", new Fixed("No bytes at all", 200, RSS_TYPE, ""));
        all.put("script", new Fixed("Markup that would run", 200, RSS_TYPE, Documents.script()));
        all.put("no-ids", new Fixed("Items without guid or link", 200, RSS_TYPE, Documents.withoutIds()));
        all.put(
                "wrong-charset",
                new Fixed(
                        "ISO-8859-1 that calls itself UTF-8",
                        200,
                        RSS_TYPE,
                        Documents.accents(),
                        StandardCharsets.ISO_8859_1));
        return all;
    }

    private static Upstream upstream(String id, String title) {
        return new Upstream("feeds/" + id, title, List.of(path(id)), 0, 0);
    }

    private static String path(String id) {
        return "/feeds/" + id + "/rss.xml";
    }
}
