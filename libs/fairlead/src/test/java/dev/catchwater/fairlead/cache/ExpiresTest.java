package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.date;
import static dev.catchwater.fairlead.cache.Given.isFresh;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expires: RFC 9111 §5.3, §4.2. */
class ExpiresTest {
    private static final String LM = "Last-Modified";

    @Test
    void expiresIsMeasuredFromTheOriginsOwnDate() {
        assertThat(isFresh(SHARED, 50, "Expires", date(3_660), "Date", date(3_600)))
                .isTrue();
        assertThat(isFresh(SHARED, 61, "Expires", date(3_660), "Date", date(3_600)))
                .isFalse();
        assertThat(isFresh(SHARED, 50, "Expires", date(60))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "",
                "soon",
                "Thu, 18 Aug 2050 02:01:18 AEST",
                "Thu, 18 Aug 2050 02:01:18 UTC",
                "Thu, 18 Aug 50 02:01:18 GMT",
                "Thu 18 Aug 2050 02:01:18 GMT",
                "Thu, 18  Aug  2050 02:01:18 GMT",
                "Thu, 18-Aug-2050 02:01:18 GMT",
                "Thu, 18 Aug 2050 2:01:18 GMT"
            })
    void whatIsNoDateHasPassed(String expires) {
        assertThat(isFresh(SHARED, 0, "Expires", expires, LM, date(-999_999))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "THU, 18 AUG 2050 02:01:18 gmt",
                "Thursday, 18-Aug-50 02:01:18 GMT",
                "Thu Aug  8 02:01:18 2050",
                "Sun, 21 Nov 2286 04:46:39 GMT"
            })
    void allThreeFormsAreReadInAnyCase(String expires) {
        assertThat(isFresh(SHARED, 9, "Expires", expires)).isTrue();
    }

    @Test
    void ofSeveralTheFirstCounts() {
        assertThat(isFresh(SHARED, 0, "Expires", date(-9), "Expires", date(9))).isFalse();
    }

    @Test
    void aDateInThePastBeforeItsExpiresStillAges() {
        assertThat(isFresh(SHARED, 0, "Expires", date(50), "Date", date(-50))).isTrue();
        assertThat(isFresh(SHARED, 51, "Expires", date(50), "Date", date(-50))).isFalse();
    }
}
