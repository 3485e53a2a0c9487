package dev.catchwater.fairlead.cookies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookieDateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wed, 09 Jun 2021 10:18:14 GMT",
                "Wednesday, 09-Jun-21 10:18:14 GMT",
                "Wed Jun  9 10:18:14 2021",
                "9 june 2021 10:18:14",
                "2021 9 Jun 10:18:14",
                "10:18:14 9-JUN-2021",
                "Wed, 09/Jun/2021 10:18:14.123 UTC",
                "9th Jun 2021 10:18:14pm",
            })
    void aDateIsReadInWhateverOrderItIsWritten(String text) {
        assertThat(CookieDate.parse(text)).contains(Instant.parse("2021-06-09T10:18:14Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Wed, 09 Jun 2021",
                "09 Jun 10:18:14",
                "Wed, 31 Feb 2021 10:18:14 GMT",
                "Wed, 32 Jun 2021 10:18:14 GMT",
                "Wed, 09 Jun 1600 10:18:14 GMT",
                "Wed, 09 Jun 2021 24:18:14 GMT",
                "Wed, 09 Jun 2021 10:60:14 GMT",
                "Wed, 09 Xxx 2021 10:18:14 GMT",
                "Wed, 09 Jun 20215 10:18:14 GMT",
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(CookieDate.parse(text)).isEmpty();
    }
}
