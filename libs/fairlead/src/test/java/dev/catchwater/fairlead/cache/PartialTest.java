package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.NOW;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.after;
import static dev.catchwater.fairlead.cache.Given.at;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.isStored;
import static dev.catchwater.fairlead.cache.Given.request;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Partial content: RFC 9111 §3.3 and §3.4, RFC 9110 §15.3.7. */
class PartialTest {
    private static final String CC = "Cache-Control";

    private static StoredResponse part(String range) {
        return stored(206, CC, "max-age=99", "ETag", "\"1\"", "Content-Range", "bytes " + range);
    }

    private static OriginResponse more(String range, String tag) {
        return at(
                NOW.plusSeconds(2), 206, CC, "max-age=50", "ETag", tag, "Content-Range", "bytes " + range, "X", "new");
    }

    @Nested
    class Section3_3_StoringIncompleteResponses {
        @Test
        void aPartIsStoredAsAPartOfTheWhole() {
            StoredResponse part = stored(
                    206,
                    CC,
                    "max-age=9",
                    "Content-Range",
                    "bytes 4-9/10",
                    "Content-Length",
                    "6",
                    "Content-Type",
                    "text/plain");
            assertThat(part.status()).isEqualTo(200);
            assertThat(part.extent()).isEqualTo(new Extent.Part(4, 9, 10));
            assertThat(part.headers().toString()).isEqualTo("[Cache-Control, Content-Type, Date]");
        }

        @Test
        void aPartThatIsAllOfItIsStoredAsTheWhole() {
            Storing storing = SHARED.storing(
                    get("Range", "bytes=0-"),
                    at(NOW, 206, CC, "max-age=9", "Content-Range", "bytes 0-9/10", "Content-Length", "10"));
            assertThat(storing).isInstanceOfSatisfying(Storing.Store.class, store -> {
                assertThat(store.response().extent()).isEqualTo(new Extent.Whole(10));
                assertThat(store.response().headers().all("Content-Length")).containsExactly("10");
                assertThat(store.response().headers().contains("Content-Range")).isFalse();
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "bytes 4-9/*",
                    "bytes */10",
                    "bytes 9-4/10",
                    "bytes 4-10/10",
                    "lines 4-9/10",
                    "bytes 4-9/10, bytes 0-1/10",
                    "bytes 4-99999999999999999999/999999999999999999999"
                })
        void aPartThatCannotBeToldIsNotStored(String range) {
            assertThat(isStored(SHARED, 206, CC, "max-age=9", "Content-Range", range))
                    .isFalse();
        }

        @Test
        void severalPartsInOneAnswerAreNotStored() {
            assertThat(isStored(
                            SHARED,
                            206,
                            CC,
                            "max-age=9",
                            "Content-Type",
                            "Multipart/ByteRanges; boundary=x",
                            "Content-Range",
                            "bytes 4-9/10"))
                    .isFalse();
        }
    }

    @Nested
    class Section3_3_UsingIncompleteResponses {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "bytes=-6|bytes 4-9/10|0|6",
                    "bytes=6-8|bytes 6-8/10|2|3",
                    "bytes=6-|bytes 6-9/10|2|4",
                    "bytes=-1|bytes 9-9/10|5|1",
                    "bytes=4-99|bytes 4-9/10|0|6"
                })
        void rangesWithinThePartAreAnsweredFromIt(String range, String content, long offset, long length) {
            StoredResponse stored = part("4-9/10");
            CacheRequest request = get("Range", range);
            assertThat(after(SHARED, 1, request, stored)).isInstanceOf(Verdict.Fresh.class);
            Delivery delivery = SHARED.deliver(request, stored, NOW);
            assertThat(delivery.status()).isEqualTo(206);
            assertThat(delivery.headers().all("Content-Range")).containsExactly(content);
            assertThat(delivery.headers().all("Content-Length")).containsExactly(Long.toString(length));
            assertThat(delivery.content()).isEqualTo(new Delivery.Content.Bytes(offset, length));
        }

        @ParameterizedTest
        @ValueSource(strings = {"bytes=3-8", "bytes=0-", "bytes=-7", "bytes=3-5,7-8", "lines=4-5"})
        void othersAreNot(String range) {
            assertThat(after(SHARED, 1, get("Range", range), part("4-9/10")))
                    .isEqualTo(new Verdict.Fetch(Forward.PARTIAL));
        }

        @Test
        void aRangeBeyondTheWholeIsRefusedFromThePart() {
            Delivery delivery = SHARED.deliver(get("Range", "bytes=10-"), part("4-9/10"), NOW);
            assertThat(delivery.status()).isEqualTo(416);
            assertThat(delivery.headers().all("Content-Range")).containsExactly("bytes */10");
        }

        @Test
        void aConditionThatThePartMeetsIsAnswered() {
            CacheRequest request = get("If-None-Match", "\"1\"");
            assertThat(after(SHARED, 1, request, part("4-9/10"))).isInstanceOf(Verdict.Fresh.class);
            assertThat(SHARED.deliver(request, part("4-9/10"), NOW).status()).isEqualTo(304);
        }

        @Test
        void headTellsTheLengthOfTheWhole() {
            Delivery head = SHARED.deliver(request("HEAD", "Range", "bytes=0-1"), part("4-9/10"), NOW);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers().all("Content-Length")).containsExactly("10");
            assertThat(head.content()).isEqualTo(new Delivery.Content.None());
        }
    }

    @Nested
    class Section3_4_CombiningPartialContent {
        @ParameterizedTest
        @CsvSource({"0-4/10,bytes=5-", "4-9/10,bytes=0-3"})
        void whatIsMissingAtOneEndIsAskedFor(String held, String range) {
            assertThat(after(SHARED, 1, part(held)))
                    .isEqualTo(new Verdict.Complete(part(held), Headers.of("Range", range, "If-Range", "\"1\"")));
        }

        @Test
        void whereNothingTellsVersionsApartTheRestIsAskedForWithoutACondition() {
            StoredResponse bare = stored(206, CC, "max-age=9", "Content-Range", "bytes 0-4/10");
            assertThat(after(SHARED, 1, bare)).isEqualTo(new Verdict.Complete(bare, Headers.of("Range", "bytes=5-")));
        }

        @Test
        void withAWeakTagOrWithTwoGapsTheWholeIsFetched() {
            assertThat(after(SHARED, 1, part("2-4/10"))).isEqualTo(new Verdict.Fetch(Forward.PARTIAL));
            StoredResponse weak = stored(206, CC, "max-age=9", "ETag", "W/\"1\"", "Content-Range", "bytes 0-4/10");
            assertThat(after(SHARED, 1, weak)).isEqualTo(new Verdict.Fetch(Forward.PARTIAL));
        }

        @Test
        void theRequestThatCompletesDropsTheClientsOwnConditions() {
            Headers conditions = Headers.of("Range", "bytes=5-", "If-Range", "\"1\"");
            assertThat(SHARED.conditional(
                            Headers.of("A", "1", "If-None-Match", "\"0\"", "If-Range", "\"0\""), conditions))
                    .isEqualTo(Headers.of("A", "1", "Range", "bytes=5-", "If-Range", "\"1\""));
        }

        @Test
        void adjacentPartsBecomeTheWhole() {
            Combining combined = SHARED.combine(get(), part("0-4/10"), more("5-9/10", "\"1\""))
                    .orElseThrow();
            assertThat(combined.response().extent()).isEqualTo(new Extent.Whole(10));
            assertThat(combined.response().headers().all("Content-Length")).containsExactly("10");
            assertThat(combined.response().headers().contains("Content-Range")).isFalse();
            assertThat(combined.pieces())
                    .containsExactly(new Combining.Piece.Held(0, 5), new Combining.Piece.Received(0, 5));
        }

        @Test
        void theNewerFieldsWin() {
            StoredResponse combined = SHARED.combine(get(), part("0-4/10"), more("5-9/10", "\"1\""))
                    .orElseThrow()
                    .response();
            assertThat(combined.headers().all(CC)).containsExactly("max-age=50");
            assertThat(combined.headers().all("X")).containsExactly("new");
            assertThat(combined.responseTime()).isEqualTo(NOW.plusSeconds(2));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "2-6/10|4-8/10|2-8|Held[offset=0, length=2], Received[offset=0, length=5]",
                    "4-8/10|2-6/10|2-8|Received[offset=0, length=5], Held[offset=3, length=2]",
                    "2-8/10|4-5/10|2-8|Held[offset=0, length=2], Received[offset=0, length=2], Held[offset=4, length=3]",
                    "4-5/10|2-8/10|2-8|Received[offset=0, length=7]",
                    "6-8/10|2-5/10|2-8|Received[offset=0, length=4], Held[offset=0, length=3]"
                })
        void overlappingPartsBecomeOne(String held, String came, String both, String pieces) {
            Combining combined =
                    SHARED.combine(get(), part(held), more(came, "\"1\"")).orElseThrow();
            String[] ends = both.split("-");
            assertThat(combined.response().extent())
                    .isEqualTo(new Extent.Part(Long.parseLong(ends[0]), Long.parseLong(ends[1]), 10));
            assertThat(combined.pieces()).hasToString("[" + pieces + "]");
        }

        @ParameterizedTest
        @CsvSource({"6-9/10,'\"1\"'", "5-10/11,'\"1\"'", "5-9/10,'\"2\"'", "5-9/10,'W/\"1\"'", "5-9/10,''"})
        void partsThatDoNotTouchOrAreOfOtherVersionsStayApart(String came, String tag) {
            assertThat(SHARED.combine(get(), part("0-4/10"), more(came, tag))).isEmpty();
        }

        @Test
        void whatMayNotBeStoredIsNotCombined() {
            OriginResponse secret = at(NOW, 206, CC, "no-store", "ETag", "\"1\"", "Content-Range", "bytes 5-9/10");
            assertThat(SHARED.combine(get(), part("0-4/10"), secret)).isEqualTo(Optional.empty());
        }
    }
}
