package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.NOW;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.after;
import static dev.catchwater.fairlead.cache.Given.date;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.request;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final StoredResponse HELD = stored(
            200,
            "Cache-Control",
            "max-age=99",
            "ETag",
            "\"abc\"",
            "Last-Modified",
            date(-3_000),
            "Vary",
            "Foo",
            "Content-Type",
            "text/plain",
            "Content-Length",
            "10",
            "Content-Location",
            "/x",
            "Set-Cookie",
            "a=b");

    private static Delivery answer(String... headers) {
        return SHARED.deliver(get(headers), HELD, NOW.plusSeconds(7));
    }

    private static Delivery.Content bytes(long offset, long length) {
        return new Delivery.Content.Bytes(offset, length);
    }

    @Nested
    class Section4_ConstructingResponses {
        @Test
        void theWholeIsDeliveredWithItsAge() {
            assertThat(answer().status()).isEqualTo(200);
            assertThat(answer().content()).isEqualTo(bytes(0, 10));
            assertThat(answer().headers()).isEqualTo(HELD.headers().with("Age", "7"));
        }

        @Test
        void theAgeThatWasToldIsReplacedAndTheDateStays() {
            StoredResponse aged = stored(200, "Cache-Control", "max-age=99", "Age", "30", "Date", date(-1));
            Delivery delivery = SHARED.deliver(get(), aged, NOW.plusSeconds(3));
            assertThat(delivery.headers().all("Age")).containsExactly("33");
            assertThat(delivery.headers().all("Date")).containsExactly(date(-1));
        }

        @Test
        void headHasNoContentButItsFields() {
            Delivery head = SHARED.deliver(request("HEAD"), HELD, NOW);
            assertThat(head.content()).isEqualTo(new Delivery.Content.None());
            assertThat(head.headers().all("Content-Length")).containsExactly("10");
        }
    }

    @Nested
    class Section4_3_2_HandlingAReceivedValidationRequest {
        @ParameterizedTest
        @ValueSource(
                strings = {"\"abc\"", "W/\"abc\"", "\"1\", \"abc\", \"2\"", "\"1\",W/\"abc\"", "*", "\"a,b\", \"abc\""})
        void aTagThatTheClientHasIsNotSentAgain(String tags) {
            assertThat(answer("If-None-Match", tags).status()).isEqualTo(304);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"ABC\"", "\"ab\"", "\"1\"", "", "\"x,abc\"", "\"* \""})
        void anotherTagIsAnsweredInFull(String tags) {
            assertThat(answer("If-None-Match", tags).status()).isEqualTo(200);
        }

        @Test
        void tagsGoBeforeDates() {
            assertThat(answer("If-None-Match", "\"abc\"", "If-Modified-Since", date(-9_999))
                            .status())
                    .isEqualTo(304);
            assertThat(answer("If-None-Match", "\"1\"", "If-Modified-Since", date(0))
                            .status())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource({"-3000,304", "-2000,304", "-3001,200"})
        void aDateFromLastModifiedOnIsEnough(long seconds, int status) {
            assertThat(answer("If-Modified-Since", date(seconds)).status()).isEqualTo(status);
        }

        @Test
        void withoutLastModifiedTheDateCounts() {
            StoredResponse dated = stored(200, "Cache-Control", "max-age=9", "Date", date(-5));
            assertThat(SHARED.deliver(get("If-Modified-Since", date(-5)), dated, NOW)
                            .status())
                    .isEqualTo(304);
            assertThat(SHARED.deliver(get("If-Modified-Since", date(-6)), dated, NOW)
                            .status())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "0", "then"})
        void aDateThatCannotBeReadIsIgnored(String date) {
            assertThat(answer("If-Modified-Since", date).status()).isEqualTo(200);
        }

        @Test
        void onlyASuccessIsConditional() {
            StoredResponse missing = stored(404, "Cache-Control", "max-age=9", "ETag", "\"abc\"");
            assertThat(SHARED.deliver(get("If-None-Match", "\"abc\""), missing, NOW)
                            .status())
                    .isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"If-Match", "If-Unmodified-Since"})
        void conditionsForTheOriginGoToTheOrigin(String field) {
            assertThat(after(SHARED, 1, get(field, "\"abc\""), HELD)).isEqualTo(new Verdict.Fetch(Forward.BYPASS));
        }

        @Test
        void aNotModifiedHasWhatTheClientNeedsAndNoMetadataOfContent() {
            Delivery delivery = answer("If-None-Match", "\"abc\"");
            assertThat(delivery.content()).isEqualTo(new Delivery.Content.None());
            assertThat(delivery.headers().toString())
                    .isEqualTo("[Cache-Control, ETag, Last-Modified, Vary, Content-Location, Set-Cookie, Date, Age]");
        }
    }

    @Nested
    class Rfc9110Section14_2_Range {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "bytes=0-1|0|2",
                    "bytes=1-|1|9",
                    "bytes=-1|9|1",
                    "bytes=-99|0|10",
                    "bytes=5-99999999999999999999|5|5",
                    "BYTES=9-9|9|1"
                })
        void oneRangeIsCutFromTheWhole(String range, long offset, long length) {
            Delivery delivery = answer("Range", range);
            assertThat(delivery.status()).isEqualTo(206);
            assertThat(delivery.content()).isEqualTo(bytes(offset, length));
            assertThat(delivery.headers().all("Content-Length")).containsExactly(Long.toString(length));
            assertThat(delivery.headers().all("Content-Range"))
                    .containsExactly("bytes " + offset + "-" + (offset + length - 1) + "/10");
        }

        @ParameterizedTest
        @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0", "bytes=99999999999999999999-"})
        void aRangeBeyondTheEndCannotBeSatisfied(String range) {
            Delivery delivery = answer("Range", range);
            assertThat(delivery.status()).isEqualTo(416);
            assertThat(delivery.headers().all("Content-Range")).containsExactly("bytes */10");
            assertThat(delivery.content()).isEqualTo(new Delivery.Content.None());
        }

        @ParameterizedTest
        @ValueSource(strings = {"bytes=-", "bytes=5-4", "bytes=a-b", "lines=0-1", "bytes 0-1", ""})
        void whatCannotBeReadGetsTheWhole(String range) {
            assertThat(answer("Range", range).status()).isEqualTo(200);
        }

        @Test
        void aBodyThatIsStillComingIsNotCut() {
            StoredResponse coming = HELD.withExtent(new Extent.Whole(Extent.UNKNOWN));
            Delivery delivery = SHARED.deliver(get("Range", "bytes=0-1"), coming, NOW);
            assertThat(delivery.status()).isEqualTo(200);
            assertThat(delivery.content()).isEqualTo(bytes(0, Extent.UNKNOWN));
        }

        @Test
        void onlyAStoredSuccessIsCut() {
            StoredResponse missing = stored(404, "Cache-Control", "max-age=9");
            assertThat(SHARED.deliver(get("Range", "bytes=0-1"), missing, NOW).status())
                    .isEqualTo(404);
        }

        @Test
        void aConditionIsJudgedBeforeTheRange() {
            assertThat(answer("Range", "bytes=0-1", "If-None-Match", "\"abc\"").status())
                    .isEqualTo(304);
        }
    }

    @Nested
    class Rfc9110Section13_1_5_IfRange {
        private int status(String condition) {
            return answer("Range", "bytes=0-1", "If-Range", condition).status();
        }

        @Test
        void theRangeStandsIfTheTagMatchesStrongly() {
            assertThat(status("\"abc\"")).isEqualTo(206);
            assertThat(status("\"1\"")).isEqualTo(200);
            assertThat(status("W/\"abc\"")).isEqualTo(200);
        }

        @Test
        void theRangeStandsIfTheDateIsExactlyTheSame() {
            assertThat(status(date(-3_000))).isEqualTo(206);
            assertThat(status(date(-2_999))).isEqualTo(200);
            assertThat(status("then")).isEqualTo(200);
        }

        @Test
        void aDateOfTheSameSecondTellsNothing() {
            StoredResponse young = stored(200, "Cache-Control", "max-age=9", "Last-Modified", date(0));
            assertThat(SHARED.deliver(get("Range", "bytes=0-1", "If-Range", date(0)), young, NOW)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Section5_2_2_6_NoTransform {
        @Test
        void eitherSideForbidsIt() {
            assertThat(SHARED.mayTransform(get().headers(), HELD.headers())).isTrue();
            assertThat(SHARED.mayTransform(get("Cache-Control", "no-transform").headers(), HELD.headers()))
                    .isFalse();
            StoredResponse fixed =
                    stored(200, "Cache-Control", "max-age=9, no-transform", "CDN-Cache-Control", "max-age=9");
            assertThat(SHARED.mayTransform(get().headers(), fixed.headers())).isFalse();
        }
    }
}
