package dev.catchwater.fairlead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void everyDelayIsPositiveAndWithinItsCeiling() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Duration base =
                    Duration.ofNanos(1 + random.nextLong(Duration.ofHours(24).toNanos()));
            Duration cap = base.plusNanos(random.nextLong(Duration.ofDays(10).toNanos()));
            int failures = 1 + random.nextInt(120);
            Duration delay = new Backoff(base, cap, random).delay(failures);
            assertThat(delay).isPositive().isLessThanOrEqualTo(cap);
            if (failures <= 30) {
                assertThat(delay.toNanos() / Math.pow(2, failures - 1)).isLessThanOrEqualTo((double) base.toNanos());
            }
        }
    }

    @Test
    void theJitterIsFullSoThatDelaysSpreadOverTheWholeSpan() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(3));
        long[] millis =
                LongStream.range(0, 2_000).map(i -> backoff.delay(3).toMillis()).toArray();
        assertThat(LongStream.of(millis).min().orElseThrow()).isLessThan(20);
        assertThat(LongStream.of(millis).max().orElseThrow()).isBetween(380L, 400L);
        assertThat(LongStream.of(millis).average().orElseThrow()).isBetween(185.0, 215.0);
    }
}
