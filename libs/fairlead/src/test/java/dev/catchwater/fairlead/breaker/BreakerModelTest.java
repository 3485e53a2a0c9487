package dev.catchwater.fairlead.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.verdict.Verdict;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of random schedules against {@link PlainBreaker}: the stage must do the same, move for move. */
class BreakerModelTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final HttpFailure BROKEN = new HttpFailure.Disconnected("http://upstream.test:80", "reset");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyScheduleOpensProbesAndClosesAsTheRulesSay(long seed) {
        Random random = new Random(seed);
        for (int schedule = 0; schedule < 1_000; schedule++) {
            new Schedule(random).run(80);
        }
    }

    private static final class Call {
        final PlainBreaker.Call model = new PlainBreaker.Call();

        @Nullable
        UniEmitter<? super Response> upstream;

        @Nullable
        Request request;

        @Nullable
        Response response;

        @Nullable
        HttpFailure failure;

        @Nullable
        Cancellable handle;
    }

    private static final class Schedule {
        private final Random random;
        private final ManualTimers timers = new ManualTimers();
        private final BreakerPolicy policy;
        private final Circuits circuits;
        private final BreakerStage stage;
        private final PlainBreaker model;
        private final List<Call> live = new ArrayList<>();

        Schedule(Random random) {
            this.random = random;
            policy = BreakerPolicy.DEFAULT
                    .withTrip(new Trip(
                            Duration.ofSeconds(1 + random.nextInt(5)),
                            1 + random.nextInt(6),
                            0.2 + random.nextDouble() * 0.8,
                            1 + random.nextInt(6),
                            random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(800),
                            0.5))
                    .withPause(new Pause(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6)))
                    .withProbes(1 + random.nextInt(3));
            circuits = new Circuits(policy, timers, random);
            stage = new BreakerStage(circuits, timers, CallListener.NONE);
            model = new PlainBreaker(policy);
        }

        void run(int moves) {
            for (int i = 0; i < moves; i++) {
                move(random.nextInt(9));
                check();
            }
            live.forEach(this::cancel);
            live.clear();
            check();
            heals();
        }

        private void move(int kind) {
            Call some = live.isEmpty() ? null : live.get(random.nextInt(live.size()));
            if (kind <= 2 || some == null) {
                arrive();
            } else if (kind <= 4) {
                timers.clock().advance(Duration.ofMillis(random.nextInt(kind == 3 ? 400 : 9_000)));
            } else {
                live.remove(some);
                if (kind == 5) {
                    cancel(some);
                } else if (some.response != null) {
                    endBody(some);
                } else {
                    respond(some);
                }
            }
        }

        private void arrive() {
            Call call = new Call();
            boolean allowed = model.enter(call.model, now());
            boolean departs = random.nextInt(4) > 0;
            Next upstream = request -> Uni.createFrom().emitter(emitter -> {
                call.upstream = emitter;
                call.request = request;
                if (departs) {
                    call.model.departed = now();
                    request.depart();
                }
            });
            call.handle = stage.apply(
                            Request.get("http://upstream.test/").withExpiry(now() + LIMIT.toNanos()), upstream)
                    .subscribe()
                    .with(
                            response -> call.response = response,
                            thrown -> call.failure = ((HttpException) thrown).failure());
            assertThat(call.upstream != null).as("let through").isEqualTo(allowed);
            if (allowed) {
                live.add(call);
            } else {
                assertThat(call.failure).isInstanceOf(HttpFailure.CircuitOpen.class);
            }
        }

        private void respond(Call call) {
            switch (random.nextInt(6)) {
                case 0 -> fail(call, BROKEN, Verdict.FAILURE);
                case 1 -> fail(call, new HttpFailure.Forbidden("h", "127.0.0.1"), Verdict.NEUTRAL);
                case 2 -> head(call, 503, Verdict.FAILURE);
                case 3 -> head(call, 429, Verdict.NEUTRAL);
                default -> head(call, 200, Verdict.SUCCESS);
            }
        }

        private void fail(Call call, HttpFailure failure, Verdict verdict) {
            call.upstream.fail(failure.asException());
            settle(call, verdict);
        }

        private void head(Call call, int status, Verdict verdict) {
            call.model.slow = call.model.departed >= 0 && policy.trip().isSlow(now() - call.model.departed);
            call.model.headAt = now();
            call.model.answered = verdict == Verdict.SUCCESS;
            call.upstream.complete(Answers.of(call.request, status, Headers.none(), "x"));
            live.add(call);
            if (verdict != Verdict.SUCCESS) {
                settle(call, verdict);
            }
        }

        private void endBody(Call call) {
            if (random.nextBoolean()) {
                Answers.get(call.response.body().bytes());
                settle(call, Verdict.SUCCESS);
            } else {
                call.response.body().abort(BROKEN);
                boolean proven = now() - call.model.headAt >= policy.patience().toNanos();
                settle(call, proven ? Verdict.NEUTRAL : Verdict.FAILURE);
            }
        }

        private void cancel(Call call) {
            if (call.response != null) {
                call.response.body().cancel();
                settle(call, Verdict.NEUTRAL);
            } else {
                call.handle.cancel();
                boolean expired = now() - call.model.taken >= LIMIT.toNanos();
                settle(call, call.model.departed >= 0 && expired ? Verdict.FAILURE : Verdict.NEUTRAL);
            }
        }

        private void settle(Call call, Verdict verdict) {
            if (model.settle(call.model, verdict, now())) {
                CircuitView view = circuits.views().getFirst();
                Duration open =
                        Duration.between(timers.instant(), view.retryAt().orElseThrow());
                Duration least = Duration.ofSeconds(Math.min(1L << (model.openings - 1), 4));
                assertThat(open).isBetween(least, least.plus(least.dividedBy(4)));
                model.until = now() + open.toNanos();
            }
        }

        private void check() {
            if (!circuits.views().isEmpty()) {
                assertThat(circuits.views().getFirst().state()).isEqualTo(model.state);
            }
        }

        /** However it ended, an origin that is well again is soon asked again. */
        private void heals() {
            timers.clock().advance(Duration.ofSeconds(5));
            for (int i = 0; i < policy.probes(); i++) {
                arrive();
                assertThat(live).as("a probe is let through").hasSize(1);
                Call probe = live.removeFirst();
                head(probe, 200, Verdict.SUCCESS);
                live.clear();
                Answers.get(probe.response.body().bytes());
                settle(probe, Verdict.SUCCESS);
            }
            check();
            assertThat(model.state).isEqualTo(CircuitState.CLOSED);
        }

        private long now() {
            return timers.nanos();
        }
    }
}
