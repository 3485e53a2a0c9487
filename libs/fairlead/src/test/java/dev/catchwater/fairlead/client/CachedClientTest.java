package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cache within the whole pipeline, over real sockets. */
class CachedClientTest {
    private static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    private final HttpClient client = HttpClient.create(
            VERTX,
            Settings.named("cached").withGuard(GuardPolicy.OFF).withCache(CachingPolicy.inMemory(1 << 20, 1 << 16)));

    @AfterEach
    void close() {
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        client.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private String read(String path) {
        return get(client.send(Request.get(upstream.uri(path))).flatMap(Response::text));
    }

    @Test
    void aCompressedAnswerIsStoredAsItIsReadAndValidatedAsItWasSent() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(packed)) {
            zipped.write("plain".getBytes());
        }
        upstream.when(Match.get("/a"))
                .answer(Reply.revalidating(
                        "\"1\"",
                        Reply.ok()
                                .body(packed.toByteArray())
                                .header("Content-Encoding", "gzip")
                                .header("Vary", "Accept-Encoding")
                                .header("Cache-Control", "no-cache")));
        for (int i = 0; i < 3; i++) {
            assertThat(read("/a")).isEqualTo("plain");
        }
        assertThat(upstream.requests()).hasSize(3);
        assertThat(upstream.requests().getLast().header("If-None-Match")).contains("\"1\"");
    }

    @Test
    void aRedirectIsStoredLikeAnyAnswerAndFollowedFromTheStore() {
        upstream.when(Match.get("/old")).reply(Reply.redirect(301, "/new").header("Cache-Control", "max-age=99"));
        upstream.when(Match.get("/new")).reply(Reply.ok("there").header("Cache-Control", "max-age=99"));
        assertThat(read("/old")).isEqualTo("there");
        assertThat(read("/old")).isEqualTo("there");
        assertThat(upstream.requests()).hasSize(2);
    }

    @Test
    void manyEqualCallsAtOnceFromManyThreadsAreOneRequest() throws Exception {
        upstream.when(Match.get("/hot"))
                .reply(Reply.ok("hot").header("Cache-Control", "max-age=99").delay(Duration.ofMillis(100)));
        List<String> texts = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(callers.submit(() -> read("/hot")));
            }
            for (Future<String> call : calls) {
                texts.add(call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
        }
        assertThat(texts).hasSize(200).containsOnly("hot");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void withoutACacheNothingIsKept() {
        upstream.when(Match.get("/a")).reply(Reply.ok("one").header("Cache-Control", "max-age=99"));
        HttpClient plain = HttpClient.create(VERTX, Settings.named("plain").withGuard(GuardPolicy.OFF));
        get(plain.send(Request.get(upstream.uri("/a"))).flatMap(Response::text));
        get(plain.send(Request.get(upstream.uri("/a"))).flatMap(Response::text));
        assertThat(upstream.requests()).hasSize(2);
        plain.close();
    }
}
