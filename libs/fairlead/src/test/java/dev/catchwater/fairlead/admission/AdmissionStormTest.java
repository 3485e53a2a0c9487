package dev.catchwater.fairlead.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Several event loops at once on one stage, each cancelling some of its calls. */
class AdmissionStormTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int LOOPS = 4;
    private static final int CALLS = 2_000;

    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final CountDownLatch loops = new CountDownLatch(LOOPS);
    private final AdmissionStage stage = new AdmissionStage(
            new AdmissionPolicy(8, 10_000, Duration.ofMinutes(1))
                    .withConcurrency(Concurrency.ADAPTIVE)
                    .withRates(RatePolicy.NONE
                            .withPerClient(new RateLimit(100, Duration.ofNanos(100_000)))
                            .withPerOrigin(new RateLimit(20, Duration.ofNanos(250_000)))
                            .learning()),
            new VertxTimers(VERTX, InstantSource.system()),
            () -> {
                Context mine = VERTX.getOrCreateContext();
                return task -> mine.runOnContext(ignored -> task.run());
            },
            heard());

    private CallListener heard() {
        return event -> {
            if (event instanceof CallEvent.Admitted) {
                admitted.incrementAndGet();
            }
        };
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void nothingIsLeftAndEachGoesOnWhereItCameFrom() throws InterruptedException {
        for (int loop = 0; loop < LOOPS; loop++) {
            Random random = new Random(loop);
            VERTX.runOnContext(start -> storm(random, new ArrayList<>(), 0));
        }
        assertThat(loops.await(60, TimeUnit.SECONDS)).isTrue();
        await().atMost(Answers.PATIENCE).until(() -> stage.inFlight() == 0 && stage.queued() == 0);
        assertThat(elsewhere).as("went on elsewhere").hasValue(0);
        assertThat(sent.get()).isPositive().isEqualTo(admitted.get());
    }

    private void storm(Random random, List<Cancellable> running, int from) {
        Context mine = VERTX.getOrCreateContext();
        int to = Math.min(CALLS, from + 50);
        for (int i = from; i < to; i++) {
            Request request = Request.get("http://h" + random.nextInt(3) + ".test/")
                    .with(Priority.CLASS, Priority.values()[random.nextInt(3)]);
            Next upstream = it -> Uni.createFrom().item(() -> {
                sent.incrementAndGet();
                elsewhere.addAndGet(Vertx.currentContext() == mine ? 0 : 1);
                return Answers.of(it, 200, Headers.of("X-RateLimit-Remaining", "5", "X-RateLimit-Reset", "0"), "x");
            });
            running.add(stage.apply(request, upstream)
                    .flatMap(Response::text)
                    .subscribe()
                    .with(text -> {}, thrown -> {}));
            if (random.nextInt(3) == 0) {
                running.remove(random.nextInt(running.size())).cancel();
            }
        }
        if (to < CALLS) {
            mine.runOnContext(next -> storm(random, running, to));
        } else {
            loops.countDown();
        }
    }
}
