package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.balance.HealthCheck;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.tls.TlsPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a client when the verticle that made it ends. */
class UndeployTest {
    @HttpMock
    Upstream upstream;

    private final Vertx vertx = Vertx.vertx();
    private final ManualTimers timers = new ManualTimers();
    private final CompletableFuture<Context> verticle = new CompletableFuture<>();

    @AfterEach
    void stop() {
        wait(vertx.close());
    }

    private static <T> T wait(Future<T> future) {
        return get(Uni.createFrom().completionStage(future.toCompletionStage()));
    }

    private String deploy() {
        return wait(vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start() {
                verticle.complete(context);
            }
        }));
    }

    private CompletableFuture<HttpClient> madeByTheVerticle() {
        CompletableFuture<HttpClient> made = new CompletableFuture<>();
        verticle.join().runOnContext(here -> made.complete(client()));
        return made;
    }

    private HttpClient client() {
        BalancePolicy checked = BalancePolicy.DEFAULT.withCheck(HealthCheck.of("/live"));
        Settings settings = Settings.named("orders")
                .withGuard(GuardPolicy.OFF)
                .withEndpoints(Endpoints.of("http://orders.internal", Endpoint.of("127.0.0.1", upstream.port()))
                        .withPolicy(checked));
        return HttpClient.create(vertx, settings, timers, new Random(1));
    }

    @Test
    void aClientEndsWithTheVerticleThatMadeItAndItsChecksAndWatchesWithIt() {
        upstream.when(Match.any()).reply(Reply.ok("well"));
        String deployed = deploy();
        HttpClient client = madeByTheVerticle().join();
        client.watchTls(TlsPolicy.DEFAULT, Duration.ofHours(1));
        assertThat(get(client.send(Request.get(upstream.uri("/"))).flatMap(Response::text)))
                .isEqualTo("well");
        timers.clock().awaitPending(2, PATIENCE);
        wait(vertx.undeploy(deployed));
        timers.clock().awaitPending(0, PATIENCE);
        assertThat(failureOf(client.send(Request.get(upstream.uri("/"))))).isEqualTo(new HttpFailure.Closed());
    }

    @Test
    void aClientThatIsMadeAfterTheEndOfItsVerticleIsClosed() {
        wait(vertx.undeploy(deploy()));
        HttpClient client = madeByTheVerticle().join();
        timers.clock().awaitPending(0, PATIENCE);
        assertThat(failureOf(client.send(Request.get(upstream.uri("/"))))).isEqualTo(new HttpFailure.Closed());
    }
}
