package dev.catchwater.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HttpClientTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @HttpMock
    Upstream upstream;

    private final Settings settings = Settings.named("test").withGuard(GuardPolicy.OFF);

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anAnswerCarriesStatusHeadersAndText() {
        upstream.when(Match.get("/a").query("q", "1"))
                .reply(Reply.status(201).header("X-Kind", "new").body("hällo"));
        try (HttpClient client = HttpClient.create(VERTX, settings)) {
            var response =
                    client.send(Request.get(upstream.uri("/a?q=1"))).await().atMost(PATIENCE);
            assertThat(response.status()).isEqualTo(201);
            assertThat(response.headers().first("x-kind")).contains("new");
            assertThat(response.text().await().atMost(PATIENCE)).isEqualTo("hällo");
        }
    }

    @Test
    void jsonGoesOutAndComesIn() {
        upstream.when(Match.post("/sum").body("{\"a\":1}")).reply(Reply.json("{\"b\":2}"));
        try (HttpClient client = HttpClient.create(VERTX, settings)) {
            Request request = client.withJson(Request.post(upstream.uri("/sum").toString()), Map.of("a", 1));
            assertThat(client.json(request, new TypeReference<Map<String, Integer>>() {})
                            .await()
                            .atMost(PATIENCE))
                    .isEqualTo(Map.of("b", 2));
        }
    }

    @Test
    void aConnectionIsUsedAgainOnceItsBodyHasBeenRead() {
        upstream.when(Match.get("/")).reply(Reply.ok("body"));
        try (HttpClient client = HttpClient.create(VERTX, settings)) {
            for (int i = 0; i < 3; i++) {
                client.send(Request.get(upstream.uri("/")))
                        .flatMap(r -> r.text())
                        .await()
                        .atMost(PATIENCE);
            }
        }
        assertThat(upstream.requests()).extracting(r -> r.connection()).containsOnly(1L);
    }

    @Test
    void aNestedCallThroughAClientOfOnePlaceFailsByItsDeadlineAndNeverHangs() {
        upstream.when(Match.get("/")).reply(Reply.ok("body"));
        try (HttpClient client = HttpClient.create(
                VERTX,
                settings.withAdmission(AdmissionPolicy.DEFAULT.withInFlight(1)).withTimeout(Duration.ofMillis(300)))) {
            // The outer body is held unread while the inner call waits for the only place.
            var nested = client.send(Request.get(upstream.uri("/")))
                    .flatMap(
                            outer -> client.send(Request.get(upstream.uri("/"))).flatMap(inner -> outer.text()));
            assertThatThrownBy(() -> nested.await().atMost(PATIENCE))
                    .isInstanceOfSatisfying(
                            HttpException.class, e -> assertThat(e.failure()).isInstanceOf(HttpFailure.TimedOut.class));
            assertThat(client.send(Request.get(upstream.uri("/")))
                            .flatMap(r -> r.text())
                            .await()
                            .atMost(PATIENCE))
                    .isEqualTo("body");
            assertThat(client.inFlight()).isZero();
        }
    }
}
