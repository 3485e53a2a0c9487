package dev.catchwater.edge.law;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * An origin that numbers its exchanges as they begin. Each body says what it is, in which version, by which exchange it
 * was fetched, and the checksum of all this.
 */
final class NumberedOrigin implements AutoCloseable {
    private static final int SLOWEST_MILLIS = 150;
    private static final int LONGEST = 30_000;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Page> pages;
    private final SplittableRandom dice;
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong unchanged = new AtomicLong();
    // Of the server's one event loop.
    private final Map<String, Integer> versions = new HashMap<>();
    // By name and version of a body, the last exchange that sent or confirmed it.
    private final Map<String, Long> confirmed = new ConcurrentHashMap<>();
    private final HttpServer server;

    NumberedOrigin(List<Page> pages, SplittableRandom dice) {
        this.pages = pages.stream().collect(Collectors.toMap(page -> page.host() + page.path(), Function.identity()));
        this.dice = dice;
        this.server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    /** Of the exchange that began last. */
    long now() {
        return exchanges.get();
    }

    long unchanged() {
        return unchanged.get();
    }

    long confirmed(Body body) {
        return confirmed.getOrDefault(body.name() + " " + body.version(), 0L);
    }

    /** Pages come in two editions. */
    static String name(Page page, String edition) {
        return page.host() + page.path() + "#" + edition;
    }

    /** What a body says. */
    record Body(String name, int version, long fetch) {
        private static final char END = '|';

        String written(int length) {
            String said = name + END + version + END + fetch + END + "x".repeat(length) + END;
            return said + sum(said);
        }

        /** @throws RuntimeException if this is none, or not as it was written */
        static Body read(String text) {
            int end = text.lastIndexOf(END) + 1;
            if (!text.substring(end).equals(sum(text.substring(0, end)))) {
                throw new IllegalArgumentException("a checksum that is wrong");
            }
            String[] said = text.split("\\|", -1);
            return new Body(said[0], Integer.parseInt(said[1]), Long.parseLong(said[2]));
        }

        private static String sum(String text) {
            CRC32 sum = new CRC32();
            sum.update(text.getBytes(StandardCharsets.UTF_8));
            return Long.toHexString(sum.getValue());
        }
    }

    private void answer(HttpServerRequest request) {
        long number = exchanges.incrementAndGet();
        Page page = pages.get(request.authority().host() + request.uri());
        if (page == null) {
            request.response().setStatusCode(404).end();
            return;
        }
        String name = name(page, String.valueOf(request.getHeader("X-Edition")));
        int version = versions.merge(name, dice.nextInt(8) == 0 ? 1 : 0, Integer::sum);
        confirmed.put(name + " " + version, number);
        Runnable answer = () -> write(request, page, new Body(name, version, number));
        // Long enough for purges to come while it is on its way.
        int wait = dice.nextInt(SLOWEST_MILLIS);
        if (wait % 3 == 0) {
            vertx.setTimer(wait + 1L, late -> answer.run());
        } else {
            answer.run();
        }
    }

    private void write(HttpServerRequest request, Page page, Body body) {
        String tag = "\"" + body.name().hashCode() + "-" + body.version() + "\"";
        String freshness = page.item() == 1 ? "max-age=1, stale-while-revalidate=60" : "max-age=3600";
        HttpServerResponse response = request.response()
                .putHeader("ETag", tag)
                .putHeader("Vary", "X-Edition")
                .putHeader("Cache-Control", freshness)
                .putHeader("Surrogate-Key", page.surrogateKey())
                .putHeader("Cache-Tag", page.cacheTag());
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains(tag)) {
            unchanged.incrementAndGet();
            response.setStatusCode(304).end();
        } else {
            response.end(body.written((int) (body.fetch() * 7_919 % LONGEST)));
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
