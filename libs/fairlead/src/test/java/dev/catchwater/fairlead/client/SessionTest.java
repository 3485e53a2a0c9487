package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.breaker.BreakerPolicy;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Received;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.StreamHandle;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Derived clients, draining and warm-up, over real sockets under a manual clock. */
class SessionTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @HttpMock
    Upstream upstream;

    private final ManualTimers timers = new ManualTimers();
    private final ConcurrentLinkedQueue<CallEvent> events = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.create(
            VERTX,
            Settings.named("first")
                    .withGuard(GuardPolicy.OFF)
                    .withRetries(RetryPolicy.NEVER)
                    .withAdmission(AdmissionPolicy.DEFAULT.withInFlight(8))
                    .withListener(events::add),
            timers,
            new Random(1));

    @AfterEach
    void close() {
        client.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private Uni<String> ask(HttpClient who) {
        return who.send(Request.get(upstream.uri("/"))).flatMap(Response::text);
    }

    @Test
    void aDerivedClientHasItsOwnSettingsOverTheSameConnection() {
        upstream.when(Match.any()).reply(Reply.ok("here"));
        HttpClient derived = client.derive(settings -> settings.withDefaults(Headers.of("X-Tenant", "a")));
        get(ask(client));
        get(ask(derived));
        get(ask(client));
        assertThat(upstream.requests()).extracting(Received::connection).containsOnly(1L);
        assertThat(upstream.requests())
                .extracting(request -> request.header("X-Tenant").orElse("none"))
                .containsExactly("none", "a", "none");
    }

    @Test
    void numbersOfCallsAreUniqueAmongAllWhoShareTheConnections() {
        upstream.when(Match.any()).reply(Reply.ok("here"));
        get(ask(client));
        get(ask(client.derive(settings -> settings)));
        get(ask(client.derive(settings -> settings)));
        assertThat(events.stream().filter(CallEvent.Began.class::isInstance).map(CallEvent::call))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void placesAndCircuitsAreSharedAndCannotBeDerived() {
        upstream.when(Match.any()).reply(Reply.reset());
        HttpClient derived = client.derive(settings -> settings);
        for (int i = 0; i < 10; i++) {
            failureOf(ask(derived));
        }
        assertThat(failureOf(ask(client))).isInstanceOf(HttpFailure.CircuitOpen.class);
        assertThatThrownBy(() -> client.derive(s -> s.withBreaker(BreakerPolicy.OFF)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.derive(s -> s.withAdmission(AdmissionPolicy.DEFAULT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedDerivedClientLeavesTheOthersTheirConnections() {
        upstream.when(Match.any()).reply(Reply.ok("here"));
        HttpClient derived = client.derive(settings -> settings);
        get(ask(derived));
        derived.close();
        assertThat(failureOf(ask(derived))).isEqualTo(new HttpFailure.Closed());
        assertThat(get(ask(client))).isEqualTo("here");
        assertThat(upstream.requests()).extracting(Received::connection).containsOnly(1L);
    }

    @Test
    void drainingRefusesNewCallsWaitsForBodiesAndThenCloses() {
        List<StreamHandle> bodies = new ArrayList<>();
        upstream.when(Match.any()).reply(Reply.stream(handle -> {
            handle.write("first");
            bodies.add(handle);
        }));
        HttpClient derived = client.derive(settings -> settings);
        var running = ask(derived).subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> bodies.size() == 1);
        var drained = client.close(LIMIT).subscribeAsCompletionStage();
        assertThat(failureOf(ask(client))).isEqualTo(new HttpFailure.Closed());
        assertThat(failureOf(ask(derived))).isEqualTo(new HttpFailure.Closed());
        assertThat(drained).isNotDone();
        bodies.getFirst().write("last");
        bodies.getFirst().end();
        assertThat(get(Uni.createFrom().completionStage(running))).isEqualTo("firstlast");
        assertThat(get(Uni.createFrom().completionStage(drained))).isZero();
        await().atMost(PATIENCE).until(() -> upstream.openConnections() == 0);
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void whatIsNotDoneInTimeIsCutOffAndCounted() {
        upstream.when(Match.any()).reply(Reply.never());
        var running =
                List.of(ask(client).subscribeAsCompletionStage(), ask(client).subscribeAsCompletionStage());
        upstream.awaitRequests(2, PATIENCE);
        var drained = client.close(LIMIT).subscribeAsCompletionStage();
        timers.clock().advance(LIMIT);
        assertThat(get(Uni.createFrom().completionStage(drained))).isEqualTo(2);
        running.forEach(call -> assertThat(failureOf(Uni.createFrom().completionStage(call)))
                .isInstanceOfAny(HttpFailure.Closed.class, HttpFailure.Disconnected.class));
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
    }

    @Test
    void aClientWithNothingInFlightClosesAtOnce() {
        assertThat(get(client.close(LIMIT))).isZero();
        assertThat(get(client.close(LIMIT))).isZero();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void warmConnectionsAreOpenBeforeTheFirstCallAndUsedByIt() {
        upstream.when(Match.any()).reply(Reply.ok("here"));
        assertThat(get(client.warmUp(upstream.uri("/"), 3))).isEqualTo(3);
        await().atMost(PATIENCE).until(() -> upstream.openConnections() == 3);
        assertThat(upstream.requests()).isEmpty();
        for (int i = 0; i < 6; i++) {
            assertThat(get(ask(client))).isEqualTo("here");
        }
        List<Uni<String>> together = List.of(ask(client), ask(client), ask(client));
        get(Uni.join().all(together).andFailFast());
        assertThat(upstream.requests())
                .hasSize(9)
                .extracting(Received::connection)
                .isSubsetOf(1L, 2L, 3L);
        assertThat(upstream.openConnections()).isEqualTo(3);
    }

    @Test
    void noMoreIsWarmedThanThereArePlacesAndAnOriginThatRefusesSaysSo() {
        assertThat(get(client.warmUp(upstream.uri("/"), 100))).isEqualTo(8);
        HttpClient guarded = client.derive(settings -> settings.withGuard(GuardPolicy.PUBLIC_ONLY));
        assertThat(failureOf(guarded.warmUp(upstream.uri("/"), 1))).isInstanceOf(HttpFailure.Forbidden.class);
        URI nobody = URI.create("http://127.0.0.1:1/");
        assertThat(failureOf(client.warmUp(nobody, 2))).isInstanceOf(HttpFailure.Refused.class);
        client.close();
        assertThat(failureOf(client.warmUp(upstream.uri("/"), 1))).isEqualTo(new HttpFailure.Closed());
    }
}
