package dev.catchwater.fairlead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

    private static Optional<Duration> of(String... headers) {
        return RetryAfter.of(Headers.of(headers), NOW);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "120,120", "' 5 ',5", "999999999,999999999", "99999999999,999999999", "0000000000007,7"})
    void secondsAreSeconds(String value, long seconds) {
        assertThat(of("Retry-After", value)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:47 GMT", "Sunday, 06-Nov-94 08:49:47 GMT", "Sun Nov  6 08:49:47 1994"})
    void allThreeFormsOfADateAreRead(String date) {
        assertThat(of("Retry-After", date)).contains(Duration.ofSeconds(10));
    }

    @Test
    void aDateIsMeasuredFromTheServersOwnClockWhereItTellsIt() {
        assertThat(of("Retry-After", "Sat, 01 Jan 2050 00:01:00 GMT", "Date", "Sat, 01 Jan 2050 00:00:00 GMT"))
                .contains(Duration.ofMinutes(1));
    }

    /** A pause that long has more nanoseconds than a long holds, and whoever counts them would fail instead of waiting. */
    @ParameterizedTest
    @ValueSource(strings = {"Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 2400 00:00:00 GMT"})
    void aDateBeyondAllCountingIsAPauseThatCanBeCounted(String date) {
        assertThat(of("Retry-After", date)).contains(Duration.ofSeconds(999_999_999));
    }

    @Test
    void aDateInThePastIsNoPause() {
        assertThat(of("Retry-After", "Sun, 06 Nov 1994 08:00:00 GMT")).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "1e3", "٣"})
    void whatCannotBeReadCountsAsAbsent(String value) {
        assertThat(RetryAfter.of(Headers.received(new String[] {"Retry-After", value}), NOW))
                .isEmpty();
        assertThat(of()).isEmpty();
    }
}
