package dev.catchwater.fairlead.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.rate.Buckets;
import dev.catchwater.fairlead.rate.Charges;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of random schedules over two origins with rates of their own. The judge knows only what was sent, and when:
 * whatever else takes a token makes something later than it says.
 */
class RatedModelTest {
    private static final Duration WINDOW = Duration.ofMillis(1_000);
    private static final RateLimit LIMIT = RateLimit.perWindow(10, WINDOW, 3);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noWindowIsOverNoTokenIsLostAndNobodyIsForgotten(long seed) {
        for (int schedule = 0; schedule < 1_000; schedule++) {
            new Schedule(new Random(seed * 10_000 + schedule)).run(60);
        }
    }

    private static final class Call {
        final String host;
        final int cost;
        boolean sent;
        boolean over;

        @Nullable
        Response response;

        @Nullable
        Cancellable handle;

        Call(String host, int cost) {
            this.host = host;
            this.cost = cost;
        }

        boolean waits() {
            return !sent && !over;
        }
    }

    private static final class Schedule {
        private final Random random;
        private final int places;
        private final ManualTimers timers = new ManualTimers();
        private final AdmissionStage stage;
        private final List<Call> calls = new ArrayList<>();
        private final Buckets judge = new Buckets(RatePolicy.NONE.withPerOrigin(LIMIT));
        private final Deque<long[]> log = new ArrayDeque<>();
        private final long start = timers.nanos();

        Schedule(Random random) {
            this.random = random;
            places = 1 + random.nextInt(6);
            stage = new AdmissionStage(
                    new AdmissionPolicy(places, 20, Duration.ofSeconds(2))
                            .withRates(RatePolicy.NONE.withPerOrigin(LIMIT)),
                    timers,
                    () -> Runnable::run,
                    CallListener.NONE);
        }

        void run(int moves) {
            for (int i = 0; i < moves; i++) {
                move();
                check();
            }
            calls.forEach(this::end);
            timers.clock().advance(Duration.ofSeconds(10));
            calls.forEach(this::end);
            assertThat(stage.inFlight()).isZero();
            assertThat(stage.queued()).isZero();
            assertThat(timers.clock().pending()).isZero();
        }

        private void move() {
            Call some = calls.isEmpty() ? null : calls.get(random.nextInt(calls.size()));
            switch (random.nextInt(5)) {
                case 0 -> timers.clock().advance(Duration.ofMillis(random.nextInt(300)));
                case 1 -> {
                    if (some != null) {
                        end(some);
                    }
                }
                default -> arrive();
            }
        }

        private void end(Call call) {
            if (call.response != null) {
                call.response.body().cancel();
            } else if (call.handle != null) {
                call.handle.cancel();
            }
            call.over = true;
        }

        private void arrive() {
            Call call = new Call("h" + random.nextInt(2) + ".test", 1 + random.nextInt(3));
            calls.add(call);
            Request request = Request.get("http://" + call.host + "/")
                    .with(RatePolicy.COST, call.cost)
                    .with(Priority.CLASS, Priority.values()[random.nextInt(3)])
                    .withExpiry(timers.nanos()
                            + Duration.ofMillis(100 + random.nextInt(3_000)).toNanos());
            Next upstream = sent -> Uni.createFrom().item(() -> {
                sent(call);
                return Answers.of(sent, 200, Headers.none(), "x");
            });
            call.handle = stage.apply(request, upstream)
                    .subscribe()
                    .with(response -> call.response = response, thrown -> call.over = true);
        }

        private Charges charges(Call call) {
            Charges charges =
                    judge.of(Request.get("http://" + call.host + "/").with(RatePolicy.COST, call.cost), now());
            assertThat(charges).isNotNull();
            return charges;
        }

        private long now() {
            return timers.nanos() - start;
        }

        private void sent(Call call) {
            call.sent = true;
            Charges charges = charges(call);
            assertThat(charges.waitFor(now())).as("too early").isZero();
            charges.take(now());
            log.addLast(new long[] {now(), call.host.hashCode(), call.cost});
            long sum = log.stream()
                    .filter(it -> it[0] > now() - WINDOW.toNanos() && it[1] == call.host.hashCode())
                    .mapToLong(it -> it[2])
                    .sum();
            assertThat(sum).as("in the window").isLessThanOrEqualTo(10);
        }

        private void check() {
            long running =
                    calls.stream().filter(call -> call.sent && !call.over).count();
            assertThat(stage.inFlight()).isEqualTo((int) running).isLessThanOrEqualTo(places);
            assertThat(stage.queued())
                    .isEqualTo((int) calls.stream().filter(Call::waits).count());
            if (running < places) {
                for (String host : List.of("h0.test", "h1.test")) {
                    List<Call> waiting = calls.stream()
                            .filter(call -> call.waits() && call.host.equals(host))
                            .toList();
                    assertThat(waiting.isEmpty()
                                    || waiting.stream()
                                            .anyMatch(call -> charges(call).waitFor(now()) > 0))
                            .as("all could go and none does")
                            .isTrue();
                }
            }
        }
    }
}
