package dev.catchwater.prices.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.host.Pace.Limits;
import dev.catchwater.prices.host.Pace.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Limits LIMITS = Limits.DEFAULT;

    private final Random dice = new Random(1);

    @Test
    void aHostThatKeepsUsOutIsCooledThenQuarantined() {
        Pace once = Pace.start(LIMITS, NOW).keptOut(LIMITS, NOW, dice);
        assertThat(once.mode()).isEqualTo(Mode.COOLING);
        assertThat(once.notBefore()).isBetween(NOW.plusSeconds(60), NOW.plusSeconds(120));
        Pace thrice = once.keptOut(LIMITS, NOW, dice).keptOut(LIMITS, NOW, dice);
        assertThat(thrice.mode()).isEqualTo(Mode.QUARANTINED);
        assertThat(thrice.notBefore()).isAfterOrEqualTo(NOW.plus(Duration.ofHours(3)));
    }

    @Test
    void aQuarantinedHostIsProbedOnceAndEachFailureDoublesTheWait() {
        Pace quarantined = quarantined();
        Instant probe = quarantined.notBefore();
        assertThat(quarantined.asked(probe).notBefore()).isEqualTo(probe);
        Pace worse = quarantined.keptOut(LIMITS, probe, dice);
        assertThat(worse.mode()).isEqualTo(Mode.QUARANTINED);
        Pace worst = worse;
        for (int i = 0; i < 20; i++) {
            worst = worst.keptOut(LIMITS, worst.notBefore(), dice);
        }
        assertThat(Duration.between(probe, worse.notBefore())).isBetween(Duration.ofHours(6), Duration.ofHours(12));
        Pace last = worst.keptOut(LIMITS, worst.notBefore(), dice);
        assertThat(Duration.between(worst.notBefore(), last.notBefore()))
                .isBetween(Duration.ofHours(84), Duration.ofDays(7));
    }

    @Test
    void oneGoodProbeOpensADoorHalfAndSeveralOpenIt() {
        Pace pace = quarantined();
        pace = pace.welcomed(LIMITS, pace.notBefore());
        assertThat(pace.mode()).isEqualTo(Mode.SLOWED);
        Pace relapse = pace.keptOut(LIMITS, pace.notBefore(), dice);
        assertThat(relapse.mode()).isEqualTo(Mode.QUARANTINED);
        for (int i = 0; i < 5; i++) {
            pace = pace.welcomed(LIMITS, pace.notBefore());
        }
        assertThat(pace.mode()).isEqualTo(Mode.NORMAL);
        assertThat(pace.strikes()).isZero();
        assertThat(pace.rate()).isLessThan(LIMITS.start());
    }

    @Test
    void aWaitThatWasOrderedIsNeverShortenedByWhatComesAfter() {
        Pace ordered = Pace.start(LIMITS, NOW).limited(LIMITS, Duration.ofHours(1), NOW, dice);
        assertThat(ordered.notBefore()).isAfter(NOW.plus(Duration.ofHours(1)));
        assertThat(ordered.welcomed(LIMITS, NOW).notBefore()).isEqualTo(ordered.notBefore());
        assertThat(ordered.keptOut(LIMITS, NOW, dice).notBefore()).isEqualTo(ordered.notBefore());
        assertThat(ordered.limited(LIMITS, Duration.ofSeconds(1), NOW, dice).notBefore())
                .isEqualTo(ordered.notBefore());
        assertThat(ordered.silent(LIMITS, NOW, dice).notBefore()).isEqualTo(ordered.notBefore());
    }

    @Test
    void anAbsurdWaitIsKeptAndAPersonIsTold() {
        Pace pace = Pace.start(LIMITS, NOW).limited(LIMITS, Duration.ofDays(4_000), NOW, dice);
        assertThat(pace.notBefore()).isAfter(NOW.plus(Duration.ofDays(4_000)));
        assertThat(pace.mode()).isEqualTo(Mode.QUARANTINED);
    }

    @Test
    void doubtHalvesTheRateAndSilenceIsNoReasonForQuarantine() {
        Pace pace = Pace.start(LIMITS, NOW);
        assertThat(pace.doubted(LIMITS).rate()).isEqualTo(pace.rate() / 2);
        assertThat(pace.doubted(LIMITS).mode()).isEqualTo(Mode.SLOWED);
        for (int i = 0; i < 20; i++) {
            pace = pace.silent(LIMITS, pace.notBefore(), dice);
        }
        assertThat(pace.mode()).isEqualTo(Mode.COOLING);
    }

    @Test
    void aCrawlDelayIsAFloorWhateverTheHostBears() {
        Limits slow = LIMITS.under(Duration.ofSeconds(10));
        Pace pace = Pace.start(slow, NOW);
        for (int i = 0; i < 500; i++) {
            Instant now = pace.notBefore();
            pace = pace.asked(now);
            assertThat(Duration.between(now, pace.notBefore())).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
            pace = pace.welcomed(slow, now);
        }
    }

    private Pace quarantined() {
        Pace pace = Pace.start(LIMITS, NOW);
        for (int i = 0; i < LIMITS.strikes(); i++) {
            pace = pace.keptOut(LIMITS, pace.notBefore(), dice);
        }
        return pace;
    }
}
