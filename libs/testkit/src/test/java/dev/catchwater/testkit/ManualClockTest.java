package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock(Instant.EPOCH);

    @Test
    void dueActionsRunInOrderOfTimeAndThenOfArmingOnTheAdvancingThread() {
        List<String> ran = new ArrayList<>();
        clock.after(SECOND.multipliedBy(3), () -> ran.add("third"));
        clock.after(SECOND, () -> ran.add("first " + Thread.currentThread().getName()));
        clock.after(SECOND, () -> ran.add("second"));
        clock.advance(SECOND.multipliedBy(2));
        assertThat(ran).containsExactly("first " + Thread.currentThread().getName(), "second");
        clock.advance(SECOND);
        assertThat(ran).endsWith("third").hasSize(3);
    }

    @Test
    void anActionSeesItsOwnDueTimeAndWhatItArmsRunsInTheSameAdvance() {
        List<Instant> seen = new ArrayList<>();
        clock.after(SECOND, () -> {
            seen.add(clock.instant());
            clock.after(SECOND, () -> seen.add(clock.instant()));
        });
        clock.advance(SECOND.multipliedBy(5));
        assertThat(seen).containsExactly(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2));
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(5));
    }

    @Test
    void aCancelledTimerDoesNotRunAndIsNoLongerPending() {
        var runs = new AtomicInteger();
        ManualClock.Timer timer = clock.after(SECOND, runs::incrementAndGet);
        assertThat(clock.pending()).isEqualTo(1);
        assertThat(clock.untilNext()).contains(SECOND);
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
        clock.advance(SECOND);
        assertThat(runs).hasValue(0);
        assertThat(clock.pending()).isZero();
    }

    @Test
    void aTimerThatRanCannotBeCancelled() {
        ManualClock.Timer timer = clock.after(Duration.ZERO, () -> {});
        clock.advance(Duration.ZERO);
        assertThat(timer.cancel()).isFalse();
    }

    @Test
    void aThrowingActionEndsTheAdvanceAtItsTimeAndLeavesTheRestArmed() {
        clock.after(SECOND, () -> {
            throw new IllegalStateException("broken");
        });
        clock.after(SECOND.multipliedBy(2), () -> {});
        assertThatThrownBy(() -> clock.advance(SECOND.multipliedBy(9))).hasMessage("broken");
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(clock.pending()).isEqualTo(1);
    }

    @Test
    void waitingForTimersEndsWhenAnotherThreadArmsThem() throws Exception {
        Thread armer = Thread.ofVirtual().start(() -> clock.after(SECOND, () -> {}));
        clock.awaitPending(1);
        armer.join();
        assertThatThrownBy(() -> clock.awaitPending(2, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("for 2 armed timers, there are 1, due in [PT1S]");
    }

    @Test
    void timersArmedByManyThreadsAllRunOnceInOrder() throws Exception {
        int threads = 8;
        int each = 500;
        List<Instant> seen = Collections.synchronizedList(new ArrayList<>());
        var barrier = new CyclicBarrier(threads);
        List<Thread> arming = IntStream.range(0, threads)
                .mapToObj(t -> Thread.ofVirtual().start(() -> {
                    meet(barrier);
                    for (int i = 0; i < each; i++) {
                        clock.after(Duration.ofMillis(i * 31L % 97), () -> seen.add(clock.instant()));
                    }
                }))
                .toList();
        for (Thread thread : arming) {
            thread.join();
        }
        clock.advance(SECOND);
        assertThat(seen).hasSize(threads * each).isSorted();
        assertThat(clock.pending()).isZero();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
