package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.CallEvent;
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
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call ends once, however it ends, and leaves neither places nor timers behind. */
class LifeTest {
    private static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    private final ManualTimers timers = new ManualTimers();
    private final List<CallEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client = HttpClient.create(
            VERTX,
            Settings.named("life")
                    .withGuard(GuardPolicy.OFF)
                    .withRetries(RetryPolicy.NEVER)
                    .withAdmission(new AdmissionPolicy(8, 10_000, Duration.ofHours(1)))
                    // Failures are made here by the hundred, and none may keep the next from the wire.
                    .withBreaker(BreakerPolicy.OFF)
                    .withListener(events::add),
            timers,
            new Random(1));

    @AfterEach
    void nothingIsLeft() {
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0 && client.queued() == 0);
        timers.clock().awaitPending(0, PATIENCE);
        // The end is told after the place is given back, so it may come a moment later.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(calls(CallEvent.Ended.class)).isEqualTo(calls(CallEvent.Began.class)));
        client.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private List<Long> calls(Class<? extends CallEvent> kind) {
        return List.copyOf(events).stream()
                .filter(kind::isInstance)
                .map(CallEvent::call)
                .sorted()
                .toList();
    }

    private Request ask() {
        return Request.get(upstream.uri("/"));
    }

    private void replies(Reply reply) {
        upstream.when(Match.any()).reply(reply);
    }

    @Test
    void theCallerFindsThePlaceFreeWhenItHearsOfTheEnd() {
        replies(Reply.ok("body"));
        for (int i = 0; i < 20; i++) {
            int[] seen = {-1};
            get(client.send(ask()).flatMap(Response::text).invoke(() -> seen[0] = client.inFlight()));
            assertThat(seen[0]).isZero();
        }
    }

    @Test
    void aFailureAndAnEmptyAnswerGiveThePlaceBack() {
        upstream.when(Match.get("/broken")).reply(Reply.reset());
        upstream.when(Match.get("/empty")).reply(Reply.status(204));
        for (int i = 0; i < 20; i++) {
            failureOf(client.send(Request.get(upstream.uri("/broken"))));
            assertThat(client.inFlight()).isZero();
            get(client.send(Request.get(upstream.uri("/empty"))));
            assertThat(client.inFlight()).isZero();
        }
    }

    @Test
    void aForgottenResponseIsEndedByTheDeadlineAndItsConnectionClosed() {
        replies(Reply.stream(handle -> handle.write("never read")));
        get(client.send(ask()));
        assertThat(client.inFlight()).isEqualTo(1);
        timers.clock().advance(Duration.ofSeconds(31));
        upstream.awaitDisconnect(PATIENCE);
    }

    @Test
    void cancellingTheUniOrTheBodyReachesTheSocket() {
        replies(Reply.stream(handle -> handle.write("a")));
        var body = get(client.send(ask())).body().stream().subscribe().with(chunk -> {});
        body.cancel();
        upstream.awaitDisconnects(1, PATIENCE);
        replies(Reply.never());
        var call = client.send(ask()).subscribe().with(response -> {});
        upstream.awaitRequests(2, PATIENCE);
        call.cancel();
        upstream.awaitDisconnects(2, PATIENCE);
    }

    @Test
    void aResponseThatIsDroppedOnTheWayToACancelledCallerGivesItsPlaceBack() {
        replies(Reply.ok("body"));
        Random random = new Random(23);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 200; i++) {
                var call = client.send(ask())
                        .emitOn(other)
                        .flatMap(response -> Uni.createFrom().<String>nothing())
                        .subscribe()
                        .with(text -> {});
                spin(random.nextInt(1_500));
                call.cancel();
            }
            await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        }
    }

    @Test
    void aResponseThatIsCancelledWhileItIsHandedToAnotherThreadGivesItsPlaceBack() {
        replies(Reply.ok("body"));
        List<Runnable> onItsWay = Collections.synchronizedList(new ArrayList<>());
        var call = client.send(ask()).emitOn(onItsWay::add).subscribe().with(response -> {});
        await().atMost(PATIENCE).until(() -> onItsWay.size() == 1);
        assertThat(client.inFlight()).isEqualTo(1);
        call.cancel();
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
    }

    @Test
    void theWinnerOfARaceBetweenCallsCanBeRead() {
        upstream.when(Match.get("/fast")).reply(Reply.ok("fast"));
        upstream.when(Match.get("/never")).reply(Reply.never());
        var race = Uni.join()
                .first(
                        client.send(Request.get(upstream.uri("/never"))),
                        client.send(Request.get(upstream.uri("/fast"))))
                .withItem();
        assertThat(get(get(race).text())).isEqualTo("fast");
    }

    @Test
    void stormsOfCancellationsFromManyThreadsLeaveNothingBehind() throws Exception {
        replies(Reply.ok("x".repeat(20_000)));
        List<Future<?>> running = new ArrayList<>();
        ThreadFactory threads = Thread.ofPlatform().factory();
        try (ExecutorService callers = Executors.newFixedThreadPool(4, threads)) {
            for (int caller = 0; caller < 4; caller++) {
                Random random = new Random(caller);
                running.add(callers.submit(() -> storm(random)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0 && client.queued() == 0);
        assertThat(get(client.send(ask()).flatMap(Response::text))).hasSize(20_000);
    }

    private void storm(Random random) {
        for (int i = 0; i < 750; i++) {
            Uni<?> call = random.nextBoolean() ? client.send(ask()).flatMap(Response::text) : client.send(ask());
            boolean keepsResponse = random.nextInt(4) == 0;
            var running = call.subscribe()
                    .with(
                            item -> {
                                if (item instanceof Response response && !keepsResponse) {
                                    response.body().cancel();
                                } else if (item instanceof Response response) {
                                    response.text().subscribe().with(text -> {}, failure -> {});
                                }
                            },
                            failure -> {});
            spin(random.nextInt(2_000));
            running.cancel();
        }
    }

    /** A pause of some microseconds, so that cancellations hit every moment of a call. */
    private static void spin(int rounds) {
        for (int i = 0; i < rounds; i++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aClosedClientRefusesCallsAndFailsThoseThatWait() {
        replies(Reply.never());
        List<Uni<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(Uni.createFrom().completionStage(client.send(ask()).subscribeAsCompletionStage()));
        }
        upstream.awaitRequests(8, PATIENCE);
        await().atMost(PATIENCE).until(() -> client.queued() == 2);
        client.close();
        client.close();
        calls.forEach(call ->
                assertThat(failureOf(call)).isInstanceOfAny(HttpFailure.Closed.class, HttpFailure.Disconnected.class));
        assertThat(failureOf(client.send(ask()))).isEqualTo(new HttpFailure.Closed());
    }
}
