package dev.catchwater.fairlead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant THEN = Instant.parse("2050-08-18T02:01:18Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thu, 18 Aug 2050 02:01:18 GMT",
                "Thursday, 18-Aug-50 02:01:18 GMT",
                "Thu Aug 18 02:01:18 2050",
                "THU, 18 AUG 2050 02:01:18 gmt",
                "Thu, 18 Aug 2050 02:01:18 UTC",
                "Thu 18 Aug 2050 02:01:18 GMT",
                "Thu, 18  Aug  2050 02:01:18 GMT",
                "Thu, 18-Aug-2050 2:01:18 GMT",
                "Mon, 18 Aug 2050 02:01:18 GMT"
            })
    void allFormsAreReadAndSlipsForgiven(String text) {
        assertThat(HttpDate.parse(text, NOW)).contains(THEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "Thu, 18 Aug 2050 02.01.18 GMT",
                "Thu, 18 Aug 2050 02:01:18 AEST",
                "Thu, 18 Aug 2050 02:01:18 +1000",
                "Thu, 18 Aug 2050 02:01:18",
                "Thu, 31 Feb 2050 02:01:18 GMT",
                "Thu, 18 Foo 2050 02:01:18 GMT",
                "Thu, 18 Aug 2050 25:01:18 GMT",
                "2050-08-18T02:01:18Z"
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thu, 18 Aug 2050 02:01:18 GMT",
                "THU, 18 AUG 2050 02:01:18 gmt",
                "Thursday, 18-Aug-50 02:01:18 GMT",
                "Thu Aug 18 02:01:18 2050"
            })
    void exactDatesAreThoseOfTheThreeForms(String text) {
        assertThat(HttpDate.parseExactly(text, NOW)).contains(THEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                " Thu, 18 Aug 2050 02:01:18 GMT",
                "18 Aug 2050 02:01:18 GMT",
                "Foo, 18 Aug 2050 02:01:18 GMT",
                "Thu, 18 Aug 2050 02:01:18 UTC",
                "Thu, 18 Aug 50 02:01:18 GMT",
                "Thu, 8 Aug 2050 02:01:18 GMT",
                "Thu, 18 Aug 2050 2:01:18 GMT",
                "Thu Aug 8 02:01:18 2050",
                "Thu, 31 Feb 2050 02:01:18 GMT"
            })
    void slipsMakeNoExactDate(String text) {
        assertThat(HttpDate.parseExactly(text, NOW)).isEmpty();
    }

    @Test
    void aYearOfTwoDigitsIsNeverMoreThanFiftyYearsAhead() {
        assertThat(HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT", NOW))
                .contains(Instant.parse("1994-11-06T08:49:37Z"));
        assertThat(HttpDate.parse("Sunday, 06-Nov-76 08:49:37 GMT", NOW))
                .contains(Instant.parse("2076-11-06T08:49:37Z"));
        assertThat(HttpDate.parse("Sunday, 06-Nov-77 08:49:37 GMT", NOW))
                .contains(Instant.parse("1977-11-06T08:49:37Z"));
    }

    @Test
    void aDateIsWrittenInThePreferredForm() {
        assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.9Z"))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
