package dev.catchwater.fairlead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"400,true", "404,true", "408,false", "429,false", "500,false", "503,false"})
    void aStatusThatIsOurFaultIsFinalAndOneThatPassesIsNot(int status, boolean isFinal) {
        assertThat(Recovery.isFinal(new HttpFailure.BadStatus(status, Headers.none())))
                .isEqualTo(isFinal);
    }

    @Test
    void aFailureIsWaitedForAsLongAsItAsksAndNeverBackwards() {
        assertThat(Recovery.asked(new HttpFailure.BadStatus(503, Headers.of("Retry-After", "7")), NOW))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(Recovery.asked(new HttpFailure.CircuitOpen("a", NOW.plusSeconds(3)), NOW))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(Recovery.asked(new HttpFailure.CircuitOpen("a", NOW.minusSeconds(3)), NOW))
                .isZero();
        assertThat(Recovery.asked(new HttpFailure.Disconnected("a", "b"), NOW)).isZero();
    }
}
