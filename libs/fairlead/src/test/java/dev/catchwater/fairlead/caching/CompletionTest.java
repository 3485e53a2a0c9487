package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpDate;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a stored part is a whole, and when it is not: RFC 9111 §3.3, §3.4, §4.3.4. */
class CompletionTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final String CC = "Cache-Control";

    private final ManualTimers timers = new ManualTimers();
    private final CachingStage stage =
            new CachingStage(CachingPolicy.inMemory(1_000_000, 1_000), timers, () -> Runnable::run, CallListener.NONE);
    private final Origin origin = new Origin();

    private Response send(Request request) {
        return get(stage.apply(request, origin));
    }

    private String read(Request request) {
        return get(send(request).text());
    }

    private static Request range(String range) {
        return ASK.withHeader("Range", range);
    }

    private void pass(long seconds) {
        timers.clock().advance(Duration.ofSeconds(seconds));
    }

    private String date(long seconds) {
        return HttpDate.format(timers.instant().plusSeconds(seconds));
    }

    @Nested
    class Section3_4_CombiningPartialContent {
        @ParameterizedTest
        @ValueSource(strings = {"567", "56789X", ""})
        void aRestThatIsNotAsLongAsItSaysFailsTheBodyAndIsNotStored(String rest) {
            origin.part("01234", "0-4/10");
            origin.part(rest, "5-9/10");
            read(range("bytes=0-4"));
            assertThat(failureOf(send(ASK).text())).isInstanceOf(HttpFailure.Malformed.class);
            origin.part("56789", "5-9/10");
            assertThat(read(ASK)).isEqualTo("0123456789");
            assertThat(origin.requests).hasSize(3);
        }

        @Test
        void aBeginningThatIsTooShortFailsBeforeTheRestTakesItsPlace() {
            origin.part("56789", "5-9/10");
            origin.part("0123", "0-4/10");
            read(range("bytes=5-"));
            assertThat(failureOf(send(ASK).text())).isInstanceOf(HttpFailure.Malformed.class);
        }

        @Test
        void aPartThatIsAllOfItAnswersAsTheWhole() {
            origin.part("0123456789", "0-9/10");
            read(range("bytes=0-"));
            Response whole = send(ASK);
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.headers().all("Content-Length")).containsExactly("10");
            assertThat(get(whole.text())).isEqualTo("0123456789");
            assertThat(origin.requests).hasSize(1);
        }

        @Test
        void aPartThatSaysItIsAllAndIsNotIsNotStored() {
            origin.part("012345678", "0-9/10").answers(200, "all of it");
            read(range("bytes=0-"));
            assertThat(read(ASK)).isEqualTo("all of it");
        }
    }

    @Nested
    class Section4_3_4_FresheningStoredResponses {
        @Test
        void aPartThatNoLongerAnswersTheConditionIsFetchedAsAWhole() {
            origin.part("01234", "0-4/10", "Last-Modified", date(-100));
            read(range("bytes=0-4"));
            pass(10);
            origin.answers(304, "", "ETag", "\"1\"", "Last-Modified", date(-5)).answers(200, "0123456789");
            assertThat(read(ASK.withHeader("If-Modified-Since", date(-50)))).isEqualTo("0123456789");
            assertThat(origin.requests.getLast().headers().contains("If-None-Match"))
                    .isFalse();
        }

        @Test
        void aPartIsConfirmedInTheBackgroundAndNothingElseFetched() {
            origin.answers(
                            206,
                            "01234",
                            CC,
                            "max-age=9, stale-while-revalidate=99",
                            "ETag",
                            "\"1\"",
                            "Content-Range",
                            "bytes 0-4/10")
                    .answers(304, "", "ETag", "\"1\"");
            read(range("bytes=0-4"));
            pass(10);
            assertThat(read(range("bytes=0-4"))).isEqualTo("01234");
            assertThat(origin.requests).hasSize(2);
            Response fresh = send(range("bytes=1-2"));
            assertThat(fresh.headers().first("Cache-Status")).contains("fairlead;hit;ttl=9");
            assertThat(get(fresh.text())).isEqualTo("12");
        }
    }
}
