package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.NOW;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.after;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several ranges in one request: RFC 9110 §14.2, §15.3.7.2, §17.15. */
class SeveralRangesTest {
    private static final StoredResponse WHOLE = stored(
                    200, "Cache-Control", "max-age=99", "Content-Type", "text/plain", "Content-Length", "1000")
            .withExtent(new Extent.Whole(1_000));

    private static Delivery deliver(StoredResponse stored, String range) {
        return SHARED.deliver(get("Range", range), stored, NOW);
    }

    @Nested
    class Section15_3_7_2_MultipleParts {
        @Test
        void eachPartSaysWhatItIs() {
            Delivery delivery = deliver(WHOLE, "bytes=0-9,500-509");
            assertThat(delivery.status()).isEqualTo(206);
            assertThat(delivery.headers().contains("Content-Range")).isFalse();
            String type = delivery.headers().first("Content-Type").orElseThrow();
            assertThat(type).startsWith("multipart/byteranges; boundary=");
            String boundary = type.substring(type.indexOf('=') + 1);
            assertThat(delivery.content()).isInstanceOfSatisfying(Delivery.Content.Parts.class, parts -> {
                assertThat(parts.parts())
                        .extracting(Delivery.Content.Part::offset, Delivery.Content.Part::length)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(0L, 10L),
                                org.assertj.core.groups.Tuple.tuple(500L, 10L));
                assertThat(parts.parts().getFirst().head())
                        .isEqualTo("--" + boundary
                                + "\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-9/1000\r\n\r\n");
                assertThat(parts.parts().getLast().head()).startsWith("\r\n--" + boundary + "\r\n");
                assertThat(parts.end()).isEqualTo("\r\n--" + boundary + "--\r\n");
            });
        }

        @Test
        void theLengthIsThatOfAllOfIt() {
            Delivery delivery = deliver(WHOLE, "bytes=0-9,500-509,-1");
            Delivery.Content.Parts parts = (Delivery.Content.Parts) delivery.content();
            long length = parts.end().length()
                    + parts.parts().stream()
                            .mapToLong(part -> part.head().length() + part.length())
                            .sum();
            assertThat(delivery.headers().all("Content-Length")).containsExactly(Long.toString(length));
        }

        @Test
        void aBoundaryIsUsedOnce() {
            assertThat(SHARED.deliver(get("Range", "bytes=0-9,500-509"), WHOLE, NOW.plusNanos(1))
                            .headers()
                            .first("Content-Type"))
                    .isNotEqualTo(deliver(WHOLE, "bytes=0-9,500-509").headers().first("Content-Type"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "bytes=0-9,10-19|bytes 0-19/1000",
                    "bytes=0-9,5-19|bytes 0-19/1000",
                    "bytes=0-9,40-49|bytes 0-49/1000",
                    "bytes=0-99,10-19|bytes 0-99/1000",
                    "bytes=2-3,2000-|bytes 2-3/1000"
                })
        void whatTouchesOrNearlyDoesIsOneRange(String range, String content) {
            Delivery delivery = deliver(WHOLE, range);
            assertThat(delivery.headers().all("Content-Range")).containsExactly(content);
        }

        @Test
        void nothingThatIsThereIsRefused() {
            assertThat(deliver(WHOLE, "bytes=1000-,2000-").status()).isEqualTo(416);
        }

        @Test
        void aPartThatHoldsThemAllAnswers() {
            StoredResponse part =
                    stored(206, "Cache-Control", "max-age=99", "ETag", "\"1\"", "Content-Range", "bytes 100-899/1000");
            assertThat(after(SHARED, 1, get("Range", "bytes=100-109,500-509"), part))
                    .isInstanceOf(Verdict.Fresh.class);
            assertThat(((Delivery.Content.Parts)
                                    deliver(part, "bytes=100-109,500-509").content())
                            .parts())
                    .extracting(Delivery.Content.Part::offset)
                    .containsExactly(0L, 400L);
            assertThat(after(SHARED, 1, get("Range", "bytes=0-9,500-509"), part))
                    .isEqualTo(new Verdict.Fetch(Forward.PARTIAL));
        }
    }

    @Nested
    class Section17_15_DenialOfService {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "bytes=500-509,0-9",
                    "bytes=0-999,1-999,2-999,3-999",
                    "bytes=0-9,",
                    "bytes=0-9,x",
                    "bytes=9-0,500-509",
                    "bytes=,"
                })
        void aListThatNobodyNeedsIsIgnored(String range) {
            Delivery delivery = deliver(WHOLE, range);
            assertThat(delivery.content())
                    .isInstanceOfSatisfying(
                            Delivery.Content.Bytes.class,
                            bytes -> assertThat(bytes.length()).isEqualTo(1_000));
        }

        @Test
        void moreThanTheBoundAreIgnored() {
            assertThat(deliver(WHOLE, ranges(ByteRanges.MAX)).status()).isEqualTo(206);
            assertThat(deliver(WHOLE, ranges(ByteRanges.MAX + 1)).status()).isEqualTo(200);
        }

        private static String ranges(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> i * 2 + "-" + i * 2)
                    .collect(Collectors.joining(",", "bytes=", ""));
        }

        @Test
        void noAnswerIsMuchLongerThanTheWhole() {
            String most = IntStream.range(0, ByteRanges.MAX)
                    .mapToObj(i -> i * 62 + "-" + (i * 62 + 61))
                    .collect(Collectors.joining(",", "bytes=", ""));
            assertThat(Long.parseLong(deliver(WHOLE, most)
                            .headers()
                            .first("Content-Length")
                            .orElseThrow()))
                    .isLessThanOrEqualTo(1_000);
        }
    }
}
