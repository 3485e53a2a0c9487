package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Partial responses in a client's cache: RFC 9111 §3.3, §3.4, RFC 9110 §14, §15.3.7. */
class PartsTest {
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

    private static String status(Response response) {
        return response.headers().first("Cache-Status").orElse("");
    }

    private Headers lastAsked() {
        return origin.requests.getLast().headers();
    }

    @Nested
    class Section3_3_StoringIncompleteResponses {
        @Test
        void aPartAnswersForTheBytesItHas() {
            origin.part("456789", "4-9/10");
            Response first = send(range("bytes=-6"));
            assertThat(status(first)).isEqualTo("fairlead;fwd=uri-miss;stored");
            assertThat(get(first.text())).isEqualTo("456789");
            Response again = send(range("bytes=6-8"));
            assertThat(again.status()).isEqualTo(206);
            assertThat(again.headers().all("Content-Range")).containsExactly("bytes 6-8/10");
            assertThat(status(again)).isEqualTo("fairlead;hit;ttl=9");
            assertThat(get(again.text())).isEqualTo("678");
            assertThat(send(ASK.withMethod(Method.HEAD)).headers().all("Content-Length"))
                    .containsExactly("10");
            assertThat(origin.requests).hasSize(1);
        }

        @Test
        void aPartThatIsLongerThanItSaysIsNotStored() {
            origin.part("456789x", "4-9/10").answers(200, "");
            assertThat(read(range("bytes=-6"))).isEqualTo("456789x");
            send(range("bytes=4-5"));
            assertThat(origin.requests).hasSize(2);
        }

        @Test
        void ofAPartThatIsShorterThanItSaysOnlyWhatCameIsStored() {
            origin.part("45678", "4-9/10").answers(200, "");
            assertThat(read(range("bytes=-6"))).isEqualTo("45678");
            assertThat(read(range("bytes=4-5"))).isEqualTo("45");
            send(range("bytes=8-9"));
            assertThat(origin.requests).hasSize(2);
        }

        @Test
        void aPartOfACodingIsNotStored() {
            origin.part("456789", "4-9/10", "Content-Encoding", "gzip").answers(200, "");
            read(range("bytes=-6"));
            send(range("bytes=-6"));
            assertThat(origin.requests).hasSize(2);
        }

        @Test
        void aPartThatIsTooLongForTheStoreIsNotStored() {
            origin.part("x".repeat(1_001), "0-1000/2000").answers(200, "");
            assertThat(read(range("bytes=0-1000"))).hasSize(1_001);
            send(range("bytes=0-1000"));
            assertThat(origin.requests).hasSize(2);
        }
    }

    @Nested
    class Section3_4_CombiningPartialContent {
        @Test
        void whatIsMissingIsFetchedAndTheWholeAnsweredAndStored() {
            origin.part("01234", "0-4/10");
            origin.part("56789", "5-9/10", "X", "new");
            read(range("bytes=0-4"));
            Response whole = send(ASK);
            assertThat(lastAsked()).isEqualTo(Headers.of("Range", "bytes=5-", "If-Range", "\"1\""));
            assertThat(whole.status()).isEqualTo(200);
            assertThat(status(whole)).isEqualTo("fairlead;fwd=partial;fwd-status=206;stored");
            assertThat(whole.headers().all("Content-Length")).containsExactly("10");
            assertThat(whole.headers().all("X")).containsExactly("new");
            assertThat(whole.headers().contains("Content-Range")).isFalse();
            assertThat(get(whole.text())).isEqualTo("0123456789");
            assertThat(read(ASK)).isEqualTo("0123456789");
            assertThat(origin.requests).hasSize(2);
        }

        @Test
        void theEndIsKeptAndTheBeginningFetched() {
            origin.part("56789", "5-9/10");
            origin.part("01234", "0-4/10");
            read(range("bytes=5-"));
            assertThat(read(ASK)).isEqualTo("0123456789");
            assertThat(lastAsked().all("Range")).containsExactly("bytes=0-4");
        }

        @Test
        void partsOfSeveralRequestsGrowTogether() {
            origin.part("234", "2-4/10");
            origin.part("4567", "4-7/10");
            read(range("bytes=2-4"));
            assertThat(read(range("bytes=4-7"))).isEqualTo("4567");
            assertThat(read(range("bytes=2-7"))).isEqualTo("234567");
            assertThat(origin.requests).hasSize(2);
        }

        @Test
        void anotherVersionReplacesThePart() {
            origin.part("01234", "0-4/10");
            origin.answers(200, "another", CC, "max-age=9", "ETag", "\"2\"");
            read(range("bytes=0-4"));
            assertThat(read(ASK)).isEqualTo("another");
            assertThat(read(ASK)).isEqualTo("another");
            assertThat(origin.requests).hasSize(2);
        }

        @Test
        void aPartOfAnotherVersionIsAskedForAgainAsAWhole() {
            origin.part("01234", "0-4/10");
            origin.answers(206, "56789", CC, "max-age=9", "ETag", "\"2\"", "Content-Range", "bytes 5-9/10")
                    .answers(200, "another");
            read(range("bytes=0-4"));
            assertThat(read(ASK)).isEqualTo("another");
            assertThat(lastAsked().contains("Range")).isFalse();
        }

        @Test
        void aRangeThatIsRefusedIsAskedForAgainAsAWhole() {
            origin.part("01234", "0-4/10");
            origin.answers(416, "").answers(200, "short");
            read(range("bytes=0-4"));
            assertThat(read(ASK)).isEqualTo("short");
        }

        @Test
        void whoStopsBeforeTheMissingBytesGivesThemUp() {
            boolean[] dropped = {false};
            origin.part("01234", "0-4/10");
            origin.answers(request -> Uni.createFrom()
                    .item(new Response(
                            request,
                            206,
                            Headers.of(CC, "max-age=9", "ETag", "\"1\"", "Content-Range", "bytes 5-9/10"),
                            ResponseBody.of(Multi.createFrom().nothing(), () -> dropped[0] = true))));
            read(range("bytes=0-4"));
            send(ASK).body().stream()
                    .subscribe()
                    .withSubscriber(AssertSubscriber.create(1))
                    .cancel();
            assertThat(dropped[0]).isTrue();
        }

        @Test
        void whoNeverReadsGivesThemUpToo() {
            boolean[] dropped = {false};
            origin.part("01234", "0-4/10");
            origin.answers(request -> Uni.createFrom()
                    .item(new Response(
                            request,
                            206,
                            Headers.of(CC, "max-age=9", "ETag", "\"1\"", "Content-Range", "bytes 5-9/10"),
                            ResponseBody.of(Multi.createFrom().nothing(), () -> dropped[0] = true))));
            read(range("bytes=0-4"));
            send(ASK).body().cancel();
            assertThat(dropped[0]).isTrue();
        }

        @Test
        void anotherVersionInACodingThatNobodyUndoesIsAskedForAgain() {
            origin.part("01234", "0-4/10")
                    .answers(200, "packed", "Content-Encoding", "gzip")
                    .answers(200, "plain");
            read(range("bytes=0-4"));
            assertThat(read(ASK)).isEqualTo("plain");
        }

        @Test
        void aLimitOnTheAnswerHoldsForTheWholeOfIt() {
            origin.part("01234", "0-4/10");
            origin.part("56789", "5-9/10");
            read(range("bytes=0-4"));
            assertThat(failureOf(stage.apply(ASK.withMaxBody(9), origin))).isInstanceOf(HttpFailure.TooLarge.class);
        }

        @Test
        void oneCompletesForAllWhoAsk() {
            origin.part("01234", "0-4/10");
            origin.part("56789", "5-9/10");
            read(range("bytes=0-4"));
            Response first = send(ASK);
            var second = stage.apply(ASK, origin).subscribeAsCompletionStage();
            assertThat(stage.waiting()).isEqualTo(1);
            assertThat(get(first.text())).isEqualTo("0123456789");
            assertThat(get(second.join().text())).isEqualTo("0123456789");
            assertThat(origin.requests).hasSize(2);
        }
    }
}
