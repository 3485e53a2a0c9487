package dev.catchwater.aggregator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(15), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final RandomGenerator random = new Random(1);

    @Test
    void newsBringsTheNextVisitNearerAndSilencePutsItOff() {
        assertThat(answered(3, QUARTER, Hints.NONE).interval()).isEqualTo(Duration.ofSeconds(450));
        assertThat(answered(0, QUARTER, Hints.NONE).interval()).isEqualTo(Duration.ofSeconds(1125));
    }

    @Test
    void intervalsStayWithinTheirBounds() {
        Duration interval = QUARTER;
        for (int i = 0; i < 50; i++) {
            interval = answered(1, interval, Hints.NONE).interval();
        }
        assertThat(interval).isEqualTo(LIMITS.min());
        for (int i = 0; i < 50; i++) {
            interval = answered(0, interval, Hints.NONE).interval();
        }
        assertThat(interval).isEqualTo(LIMITS.max());
    }

    @RepeatedTest(50)
    void jitterIsAtMostATenth() {
        Duration wait = wait(answered(0, QUARTER, Hints.NONE));
        assertThat(wait).isBetween(Duration.ofMillis(1_012_500), Duration.ofMillis(1_237_501));
    }

    @RepeatedTest(20)
    void theServersWishesAreAFloorThatJitterNeverUndercuts() {
        Hints hints = new Hints(Duration.ofMinutes(40), Duration.ofMinutes(30), Duration.ofMinutes(35));
        Plan plan = answered(1, QUARTER, hints);
        assertThat(wait(plan))
                .isBetween(Duration.ofMinutes(40), Duration.ofMinutes(44).plusMillis(1));
        assertThat(plan.why()).contains("Retry-After");
        assertThat(wait(answered(1, QUARTER, new Hints(null, Duration.ofMinutes(30), null))))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void anAbsurdFreshnessIsCappedButAnOrderToStayAwayIsObeyed() {
        assertThat(wait(answered(1, QUARTER, new Hints(null, Duration.ofDays(365), null))))
                .isLessThanOrEqualTo(Duration.ofMinutes(66).plusMillis(1));
        assertThat(wait(answered(1, QUARTER, new Hints(Duration.ofHours(5), null, null))))
                .isGreaterThanOrEqualTo(Duration.ofHours(5));
    }

    @Test
    void failuresBackOffToADayAndNoFurther() {
        Duration longest = Duration.ZERO;
        for (int inARow = 1; inARow < 100; inARow++) {
            Plan plan = Plan.after(new Outcome.Failed(inARow), QUARTER, Hints.NONE, LIMITS, NOW, random);
            assertThat(wait(plan)).isBetween(Duration.ofSeconds(15), LIMITS.maxBackoff());
            assertThat(plan.interval()).isEqualTo(QUARTER);
            longest = longest.compareTo(wait(plan)) > 0 ? longest : wait(plan);
        }
        assertThat(longest).isGreaterThan(Duration.ofHours(12));
    }

    @Test
    void aFailureWithRetryAfterWaitsThatLong() {
        Hints hints = new Hints(Duration.ofHours(2), null, null);
        Plan plan = Plan.after(new Outcome.Failed(1), QUARTER, hints, LIMITS, NOW, random);
        assertThat(wait(plan)).isBetween(Duration.ofHours(2), Duration.ofMinutes(133));
    }

    @Test
    void whatIsGoneIsNotAskedAgain() {
        assertThat(Plan.after(new Outcome.Ended(), QUARTER, Hints.NONE, LIMITS, NOW, random)
                        .next())
                .isEmpty();
    }

    private Plan answered(int fresh, Duration interval, Hints hints) {
        return Plan.after(new Outcome.Answered(fresh), interval, hints, LIMITS, NOW, random);
    }

    private static Duration wait(Plan plan) {
        return Duration.between(NOW, plan.next().orElseThrow());
    }
}
