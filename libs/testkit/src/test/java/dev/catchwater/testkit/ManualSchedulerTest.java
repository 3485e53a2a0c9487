package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest {
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final ScheduledExecutorService scheduler = clock.scheduler();
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasksRunWhenTheTestAdvancesInTheOrderOfTheirDueTimes() throws Exception {
        ScheduledFuture<String> value = scheduler.schedule(() -> "value", 2, TimeUnit.SECONDS);
        scheduler.execute(() -> ran.add("now"));
        scheduler.schedule(() -> ran.add("at " + clock.instant()), 1, TimeUnit.SECONDS);
        assertThat(ran).isEmpty();
        assertThat(value.getDelay(TimeUnit.MILLISECONDS)).isEqualTo(2000);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ran).containsExactly("now", "at 1970-01-01T00:00:01Z");
        assertThat(value.isDone()).isFalse();
        assertThat(clock.advanceToNext()).isEqualTo(Duration.ofSeconds(1));
        assertThat(value.get()).isEqualTo("value");
        assertThatThrownBy(clock::advanceToNext).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRepeatedTaskRunsUntilItIsCancelledOrFails() {
        ScheduledFuture<?> often = scheduler.scheduleAtFixedRate(() -> ran.add("x"), 1, 2, TimeUnit.SECONDS);
        ScheduledFuture<?> fails = scheduler.scheduleWithFixedDelay(
                () -> {
                    throw new IllegalStateException("once");
                },
                1,
                1,
                TimeUnit.SECONDS);
        clock.advance(Duration.ofSeconds(6));
        assertThat(ran).hasSize(3);
        assertThat(fails.isDone()).isTrue();
        assertThat(often.cancel(false)).isTrue();
        assertThat(clock.pending()).isZero();
        clock.advance(Duration.ofSeconds(6));
        assertThat(ran).hasSize(3);
    }

    @Test
    void afterItsShutdownItTakesNothingMore() {
        scheduler.schedule(() -> ran.add("still"), 1, TimeUnit.SECONDS);
        scheduler.shutdown();
        assertThatThrownBy(() -> scheduler.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ran).containsExactly("still");
    }
}
