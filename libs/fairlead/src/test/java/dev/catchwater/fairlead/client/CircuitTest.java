package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.breaker.BreakerPolicy;
import dev.catchwater.fairlead.breaker.Trip;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The breaker in its place in the pipeline, over real sockets under a manual clock. */
class CircuitTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration OPEN_AT_MOST = Duration.ofMillis(1_250);
    private static final Settings SETTINGS = Settings.named("circuit")
            .withGuard(GuardPolicy.OFF)
            .withRetries(RetryPolicy.NEVER)
            .withBreaker(
                    BreakerPolicy.DEFAULT.withTrip(new Trip(Duration.ofSeconds(30), 20, 0.5, 3, Duration.ZERO, 1)));

    @HttpMock
    Upstream upstream;

    private final ManualTimers timers = new ManualTimers();
    private final HttpClient client = HttpClient.create(VERTX, SETTINGS, timers, new Random(1));

    @AfterEach
    void close() {
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        client.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private Uni<String> ask() {
        return client.send(Request.get(upstream.uri("/"))).flatMap(Response::text);
    }

    private CircuitState state() {
        return client.circuits().getFirst().state();
    }

    @Test
    void anOriginThatResetsConnectionsIsLeftAloneAndFoundWellAgain() {
        upstream.when(Match.any()).reply(Reply.reset(), Reply.reset(), Reply.reset(), Reply.ok("well"));
        for (int i = 0; i < 3; i++) {
            assertThat(failureOf(ask())).isInstanceOf(HttpFailure.Disconnected.class);
        }
        assertThat(failureOf(ask())).isInstanceOf(HttpFailure.CircuitOpen.class);
        assertThat(upstream.requests()).hasSize(3);
        timers.clock().advance(OPEN_AT_MOST);
        assertThat(get(ask())).isEqualTo("well");
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void bodiesThatBreakOpenTheCircuitOverTheWire() {
        upstream.when(Match.any()).reply(Reply.ok("x".repeat(1_000)).resetAfter(10));
        for (int i = 0; i < 3; i++) {
            assertThat(failureOf(ask())).isInstanceOf(HttpFailure.Disconnected.class);
        }
        assertThat(state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void aSilentOriginIsFoundOutByTheDeadlinesOfItsCallers() {
        upstream.when(Match.any()).reply(Reply.never());
        for (int i = 1; i <= 3; i++) {
            var call = client.send(Request.get(upstream.uri("/")).withTimeout(Duration.ofSeconds(2)))
                    .subscribeAsCompletionStage();
            upstream.awaitRequests(i, PATIENCE);
            timers.clock().advance(Duration.ofSeconds(2));
            assertThat(failureOf(Uni.createFrom().completionStage(call)))
                    .isEqualTo(new HttpFailure.TimedOut(HttpFailure.Phase.TOTAL, Duration.ofSeconds(2)));
        }
        assertThat(state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void aProbeThatIsCancelledOnTheWireMakesRoomForTheNext() {
        upstream.when(Match.any())
                .reply(Reply.status(500), Reply.status(500), Reply.status(500), Reply.never(), Reply.ok("well"));
        for (int i = 0; i < 3; i++) {
            get(ask());
        }
        timers.clock().advance(OPEN_AT_MOST);
        var probe = ask().subscribe().with(text -> {});
        upstream.awaitRequests(4, PATIENCE);
        assertThat(failureOf(ask())).isInstanceOf(HttpFailure.CircuitOpen.class);
        probe.cancel();
        upstream.awaitDisconnect(PATIENCE);
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        assertThat(get(ask())).isEqualTo("well");
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void theFailureThatOpenedTheCircuitIsTheCallersNotThatItIsOpen() {
        upstream.when(Match.any()).reply(Reply.reset());
        AtomicInteger retries = new AtomicInteger();
        Settings settings = SETTINGS.withRetries(RetryPolicy.DEFAULT).withListener(event -> {
            if (event instanceof CallEvent.Retrying) {
                retries.incrementAndGet();
            }
        });
        HttpClient trying = HttpClient.create(VERTX, settings, timers, new Random(1));
        var first = trying.send(Request.get(upstream.uri("/"))).subscribeAsCompletionStage();
        passPause(retries, 1);
        passPause(retries, 2);
        assertThat(failureOf(Uni.createFrom().completionStage(first))).isInstanceOf(HttpFailure.Disconnected.class);
        timers.clock().advance(OPEN_AT_MOST);
        var second = trying.send(Request.get(upstream.uri("/"))).subscribeAsCompletionStage();
        passPause(retries, 3);
        assertThat(failureOf(Uni.createFrom().completionStage(second))).isInstanceOf(HttpFailure.Disconnected.class);
        assertThat(upstream.requests()).hasSize(4);
        trying.close();
    }

    private void passPause(AtomicInteger retries, int number) {
        await().atMost(PATIENCE).until(() -> retries.get() == number);
        timers.clock().awaitPending(2); // the deadline and the pause
        timers.clock().advance(Duration.ofMillis(200));
    }
}
