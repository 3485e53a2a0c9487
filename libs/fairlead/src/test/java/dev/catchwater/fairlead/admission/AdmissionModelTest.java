package dev.catchwater.fairlead.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of random schedules against a model with a plain queue: the stage must do the same, move for move. */
class AdmissionModelTest {
    private static final int WAIT_MILLIS = 50;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyScheduleKeepsTheLimitTheOrderAndLosesNoPlace(long seed) {
        Random random = new Random(seed);
        for (int schedule = 0; schedule < 1_000; schedule++) {
            new Schedule(random, 1 + random.nextInt(4), random.nextInt(5)).run(40);
        }
    }

    private enum State {
        QUEUED,
        RUNNING,
        ANSWERED,
        OVER
    }

    private static final class Call {
        State expected = State.OVER;
        long since;

        @Nullable
        UniEmitter<? super Response> upstream;

        @Nullable
        Response response;

        @Nullable
        HttpFailure failure;

        @Nullable
        Cancellable handle;

        @Nullable
        Request request;
    }

    private static final class Schedule {
        private final Random random;
        private final int places;
        private final int queue;
        private final ManualTimers timers = new ManualTimers();
        private final Deque<Runnable> posted = new ArrayDeque<>();
        private final AdmissionStage stage;
        private final List<Call> calls = new ArrayList<>();
        private final Deque<Call> waiting = new ArrayDeque<>();
        private long now;

        Schedule(Random random, int places, int queue) {
            this.random = random;
            this.places = places;
            this.queue = queue;
            stage = new AdmissionStage(
                    new AdmissionPolicy(places, queue, Duration.ofMillis(WAIT_MILLIS)),
                    timers,
                    () -> posted::add,
                    CallListener.NONE);
        }

        void run(int moves) {
            for (int i = 0; i < moves; i++) {
                move(random.nextInt(6));
                check();
            }
            while (!live().isEmpty()) {
                cancel(live().getFirst());
                check();
            }
            drain();
            assertThat(stage.inFlight()).isZero();
            assertThat(stage.queued()).isZero();
            assertThat(timers.clock().pending()).isZero();
        }

        private void move(int kind) {
            List<Call> live = live();
            Call some = live.isEmpty() ? null : live.get(random.nextInt(live.size()));
            if (kind <= 1 || some == null) {
                arrive();
            } else if (kind == 2) {
                cancel(some);
            } else if (kind == 3) {
                pass(random.nextInt(WAIT_MILLIS));
            } else if (some.expected == State.RUNNING) {
                respond(some, random.nextBoolean());
            } else if (some.expected == State.ANSWERED) {
                finish(some);
            }
        }

        private void arrive() {
            Call call = new Call();
            call.since = now;
            calls.add(call);
            if (running() < places) {
                call.expected = State.RUNNING;
            } else if (waiting.size() < queue) {
                call.expected = State.QUEUED;
                waiting.add(call);
            }
            Next upstream = request -> Uni.createFrom().emitter(emitter -> {
                call.upstream = emitter;
                call.request = request;
            });
            call.handle = stage.apply(Request.get("http://upstream.test/"), upstream)
                    .subscribe()
                    .with(
                            response -> call.response = response,
                            thrown -> call.failure = ((HttpException) thrown).failure());
        }

        private void respond(Call call, boolean fails) {
            if (fails) {
                call.upstream.fail(new HttpFailure.UnknownHost("upstream.test").asException());
                free(call);
            } else {
                call.upstream.complete(Answers.of(call.request, 200, Headers.none(), "x"));
                call.expected = State.ANSWERED;
            }
        }

        private void finish(Call call) {
            if (random.nextBoolean()) {
                call.response.body().cancel();
            } else {
                Answers.get(call.response.body().bytes());
            }
            free(call);
        }

        private void cancel(Call call) {
            if (call.expected == State.ANSWERED) {
                call.response.body().cancel();
            } else {
                call.handle.cancel();
            }
            free(call);
        }

        private void pass(int millis) {
            timers.clock().advance(Duration.ofMillis(millis));
            now += millis;
            waiting.stream()
                    .filter(call -> now - call.since >= WAIT_MILLIS)
                    .toList()
                    .forEach(this::free);
        }

        /** What the model says about a place, or a place in the queue, that is given back. */
        private void free(Call call) {
            State had = call.expected;
            call.expected = State.OVER;
            if (had == State.QUEUED) {
                waiting.remove(call);
            } else if (!waiting.isEmpty()) {
                waiting.removeFirst().expected = State.RUNNING;
            }
            // Sometimes the next in line gets to run only later: it may be cancelled on the way.
            if (random.nextBoolean()) {
                drain();
            }
        }

        private void drain() {
            while (!posted.isEmpty()) {
                posted.removeFirst().run();
            }
        }

        private void check() {
            assertThat(stage.inFlight()).isEqualTo((int) running()).isLessThanOrEqualTo(places);
            assertThat(stage.queued()).isEqualTo(waiting.size()).isLessThanOrEqualTo(queue);
            drain();
            for (Call call : calls) {
                assertThat(call.upstream != null).as("sent on").isEqualTo(call.upstream != null && wasAdmitted(call));
                if (call.expected == State.RUNNING) {
                    assertThat(call.upstream).isNotNull();
                }
                if (call.expected == State.QUEUED) {
                    assertThat(call.upstream).as("still waits").isNull();
                    assertThat(call.failure).isNull();
                }
            }
        }

        private boolean wasAdmitted(Call call) {
            return !waiting.contains(call);
        }

        private long running() {
            return calls.stream()
                    .filter(call -> call.expected == State.RUNNING || call.expected == State.ANSWERED)
                    .count();
        }

        private List<Call> live() {
            return calls.stream().filter(call -> call.expected != State.OVER).toList();
        }
    }
}
