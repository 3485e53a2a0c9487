package dev.catchwater.fairlead.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheTalliesTest {
    private final Vertx vertx = Vertx.vertx();
    private final CacheTallies tallies = new CacheTallies();

    @HttpMock
    Upstream upstream;

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theShareOfCallsThatTheCacheAnsweredIsCounted() {
        upstream.when(Match.get("/kept")).reply(Reply.ok("kept").header("Cache-Control", "max-age=3600"));
        Settings settings = tallies.customize(
                "a",
                Settings.named("a").withGuard(GuardPolicy.OFF).withCache(CachingPolicy.inMemory(1 << 20, 1 << 10)));
        assertThat(tallies.hitRatio("a")).isEmpty();
        try (HttpClient client = HttpClient.create(vertx, settings)) {
            for (int i = 0; i < 4; i++) {
                client.send(Request.get(upstream.uri("/kept").toString()))
                        .flatMap(Response::text)
                        .await()
                        .atMost(Duration.ofSeconds(10));
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(tallies.hitRatio("a")).hasValue(0.75));
        }
    }

    @Test
    void whoHasNoCacheIsNotListenedTo() {
        assertThat(tallies.customize("a", Settings.named("a")).listener()).isSameAs(CallListener.NONE);
    }
}
