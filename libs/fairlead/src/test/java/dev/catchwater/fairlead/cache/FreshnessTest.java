package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.NOW;
import static dev.catchwater.fairlead.cache.Given.PRIVATE;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.after;
import static dev.catchwater.fairlead.cache.Given.at;
import static dev.catchwater.fairlead.cache.Given.date;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.isFresh;
import static dev.catchwater.fairlead.cache.Given.response;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTest {
    private static final String LM = "Last-Modified";
    private static final String CC = "Cache-Control";

    @Nested
    class Section4_2_1_CalculatingFreshnessLifetime {
        @Test
        void aResponseIsFreshForItsLifetimeAndNotASecondLonger() {
            assertThat(isFresh(SHARED, 9, CC, "max-age=10")).isTrue();
            assertThat(isFresh(SHARED, 10, CC, "max-age=10")).isFalse();
        }

        @Test
        void aSharedCachePrefersSMaxage() {
            assertThat(isFresh(SHARED, 5, CC, "max-age=3600, s-maxage=1")).isFalse();
            assertThat(isFresh(SHARED, 5, CC, "s-maxage=1", CC, "max-age=3600")).isFalse();
            assertThat(isFresh(SHARED, 5, CC, "max-age=1, s-maxage=3600")).isTrue();
            assertThat(isFresh(SHARED, 5, CC, "s-maxage=3600")).isTrue();
        }

        @Test
        void aPrivateCacheDoesNotHearSMaxage() {
            assertThat(isFresh(PRIVATE, 5, CC, "s-maxage=3600, max-age=1")).isFalse();
            assertThat(isFresh(PRIVATE, 5, CC, "s-maxage=3600")).isFalse();
            assertThat(isFresh(PRIVATE, 5, CC, "s-maxage=1, max-age=3600")).isTrue();
        }

        @Test
        void maxAgeGoesBeforeExpires() {
            assertThat(isFresh(SHARED, 5, CC, "max-age=10", "Expires", date(-100)))
                    .isTrue();
            assertThat(isFresh(SHARED, 5, CC, "max-age=10", "Expires", "0")).isTrue();
            assertThat(isFresh(SHARED, 0, CC, "max-age=0", "Expires", date(100)))
                    .isFalse();
            assertThat(isFresh(SHARED, 0, CC, "max-age=x", "Expires", date(100)))
                    .isFalse();
        }

        @Test
        void noLifetimeIsLongerThanTheOperators() {
            CacheRules capped = new CacheRules(CachePolicy.SHARED.withMaxTtl(Duration.ofSeconds(60)));
            assertThat(isFresh(capped, 59, CC, "max-age=3600")).isTrue();
            assertThat(isFresh(capped, 60, CC, "max-age=3600")).isFalse();
            assertThat(isFresh(SHARED, 364 * 86_400L, CC, "max-age=99999999999"))
                    .isTrue();
        }
    }

    @Nested
    class Section4_2_2_CalculatingHeuristicFreshness {
        @ParameterizedTest
        @ValueSource(ints = {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501})
        void statusesThatAreCacheableByDefaultGetATenthOfTheirAge(int status) {
            StoredResponse stored = stored(status, LM, date(-1_000), "Date", date(0));
            assertThat(after(SHARED, 99, stored)).isInstanceOf(Verdict.Fresh.class);
            assertThat(after(SHARED, 100, stored)).isInstanceOf(Verdict.Revalidate.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {201, 202, 302, 307, 400, 403, 500, 502, 503, 504, 599})
        void othersGetNoneUnlessTheyArePublic(int status) {
            assertThat(Given.isStored(SHARED, status, LM, date(-86_400))).isFalse();
            StoredResponse open = stored(status, LM, date(-86_400), CC, "public");
            assertThat(after(SHARED, 10, open)).isInstanceOf(Verdict.Fresh.class);
        }

        @Test
        void theHeuristicIsCapped() {
            assertThat(isFresh(SHARED, 86_399, LM, date(-999_999_999))).isTrue();
            assertThat(isFresh(SHARED, 86_400, LM, date(-999_999_999))).isFalse();
        }

        @Test
        void itIsNotUsedWhereALifetimeIsStated() {
            assertThat(isFresh(SHARED, 5, LM, date(-86_400), CC, "max-age=1")).isFalse();
        }

        @Test
        void aLastModifiedInTheFutureOrUnreadableIsNoGround() {
            assertThat(isFresh(SHARED, 0, LM, date(100))).isFalse();
            assertThat(isFresh(SHARED, 0, LM, "yesterday")).isFalse();
        }

        @Test
        void theOperatorCanTurnItOff() {
            CacheRules none = new CacheRules(CachePolicy.SHARED.withHeuristic(0, Duration.ofDays(1)));
            assertThat(isFresh(none, 0, LM, date(-86_400))).isFalse();
        }
    }

    private static Duration age(StoredResponse stored, Instant now) {
        return Freshness.of(stored, SHARED.policy(), now).age();
    }

    @Nested
    class Section4_2_3_CalculatingAge {
        private Duration age(OriginResponse response, long seconds) {
            return FreshnessTest.age(stored(SHARED, get(), response), NOW.plusSeconds(seconds));
        }

        @Test
        void ageGrowsFromTheAgeThatWasTold() {
            assertThat(age(response(200, CC, "max-age=100", "Age", "30"), 5)).isEqualTo(Duration.ofSeconds(35));
        }

        @Test
        void anOldDateMakesOldEvenWithoutAge() {
            assertThat(age(response(200, CC, "max-age=100", "Date", date(-40)), 5))
                    .isEqualTo(Duration.ofSeconds(45));
            assertThat(age(response(200, CC, "max-age=100", "Date", date(-40), "Age", "60"), 5))
                    .isEqualTo(Duration.ofSeconds(65));
        }

        @ParameterizedTest
        @ValueSource(strings = {"2042-12-31T23:59:58Z", "2043-06-01T00:00:00Z", "2199-01-01T00:00:00Z"})
        void ageGrowsInEveryYear(String moment) {
            Instant came = Instant.parse(moment);
            StoredResponse stored = stored(SHARED, get(), at(came, 200, CC, "max-age=100"));
            assertThat(FreshnessTest.age(stored, came.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
            assertThat(SHARED.remaining(stored, came.plusSeconds(101))).isEqualTo(Duration.ofSeconds(-1));
        }

        @Test
        void theTimeOnTheWayCountsAsAge() {
            OriginResponse slow =
                    new OriginResponse(200, Headers.of(CC, "max-age=100", "Age", "10"), NOW.minusSeconds(7), NOW);
            assertThat(age(slow, 0)).isEqualTo(Duration.ofSeconds(17));
        }

        @Test
        void aDateInTheFutureDoesNotMakeYounger() {
            assertThat(age(response(200, CC, "max-age=100", "Date", date(3_600)), 5))
                    .isEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void aClockThatIsSetBackDoesNotMakeYounger() {
            assertThat(age(response(200, CC, "max-age=100", "Age", "30"), -60)).isEqualTo(Duration.ofSeconds(30));
        }

        @Test
        void anAnswerOlderThanItsLifetimeIsStaleOnArrival() {
            assertThat(isFresh(SHARED, 0, CC, "max-age=3600", "Age", "7200")).isFalse();
        }
    }

    @Nested
    class Section5_1_Age {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "7200|7200",
                    "7200, 0|7200",
                    "0,7200|0",
                    "abc|0",
                    "-7200|0",
                    "7200.0|0",
                    "99999999999|2147483648"
                })
        void theFirstMemberCountsAndWhatIsNoNumberDoesNot(String value, long seconds) {
            StoredResponse stored = stored(200, CC, "max-age=100", "ETag", "\"1\"", "Age", value);
            assertThat(age(stored, NOW)).isEqualTo(Duration.ofSeconds(seconds));
        }

        @Test
        void ofSeveralLinesTheFirstCounts() {
            assertThat(isFresh(SHARED, 0, CC, "max-age=3600", "Age", "7200", "Age", "0"))
                    .isFalse();
            assertThat(isFresh(SHARED, 0, CC, "max-age=3600", "Age", "0", "Age", "7200"))
                    .isTrue();
        }
    }

    @Nested
    class Rfc9110Section6_6_1_Date {
        @ParameterizedTest
        @ValueSource(strings = {"", "today"})
        void aDateThatIsMissingOrUnreadableIsTheTimeOfArrival(String date) {
            StoredResponse stored = stored(200, CC, "max-age=10", "Date", date);
            assertThat(stored.headers().all("Date")).containsExactly(Given.date(0));
            assertThat(stored(200, CC, "max-age=10").headers().all("Date")).containsExactly(Given.date(0));
        }

        @Test
        void aReadableDateStays() {
            assertThat(stored(200, CC, "max-age=10", "Date", date(-5)).headers().all("Date"))
                    .containsExactly(date(-5));
        }
    }
}
