package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.InterimAnswers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.store.MemoryStore;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The cache of one who passes requests on: shared, with keys of its own, codings left as they are. */
class PassingOnTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final String CC = "Cache-Control";

    private final ManualTimers timers = new ManualTimers();
    private final CachingStage stage = new CachingStage(
            CachingPolicy.of(CachePolicy.SHARED, new MemoryStore(1_000_000, 1_000))
                    .withCollapse(CachingPolicy.Collapse.OFF),
            timers,
            () -> Runnable::run,
            CallListener.NONE);
    private final Origin origin = new Origin();

    private Response send(Request request) {
        return get(stage.apply(request, origin));
    }

    private String read(Request request) {
        return get(send(request).text());
    }

    /** Everything below a path is one: "/a?x" and "/a". */
    private static Request keyed(Request request) {
        return request.with(
                CachingStage.KEYS,
                Optional.of(asked ->
                        new PrimaryKey("http://client.test:80" + asked.uri().getRawPath())));
    }

    @Test
    void keysOfTheCallersOwnTellAnswersApart() {
        origin.answers(200, "one", CC, "max-age=10").answers(200, "two", CC, "max-age=10");
        Request other = ASK.withQuery("x", "1").withHeader("Accept-Encoding", "br");
        assertThat(read(keyed(ASK))).isEqualTo("one");
        assertThat(read(keyed(other))).isEqualTo("one");
        assertThat(read(other)).isEqualTo("two");
    }

    @Test
    void whatAnAnswerMakesInvalidIsFoundUnderTheCallersOwnKeys() {
        origin.answers(200, "one", CC, "max-age=10").answers(200, "").answers(200, "two", CC, "max-age=10");
        read(keyed(ASK));
        send(keyed(ASK.withQuery("x", "1").withMethod(Method.PUT)));
        assertThat(read(keyed(ASK))).isEqualTo("two");
    }

    /** RFC 9111 §4.4: the origin that counts is that of the target URI, not that of the server which is asked. */
    @Test
    void theTargetThatWasAskedForTellsWhichUrisAnAnswerMayMakeInvalid() {
        origin.answers(200, "one", CC, "max-age=10")
                .answers(201, "", "Location", "http://origin.test/a")
                .answers(201, "", "Location", "https://client.test/a")
                .answers(200, "two", CC, "max-age=10");
        Request create = keyed(ASK.withMethod(Method.POST))
                .with(CachingStage.TARGET, Optional.of(URI.create("https://client.test/list")));
        read(keyed(ASK));
        send(create);
        assertThat(read(keyed(ASK))).isEqualTo("one");
        send(create);
        assertThat(read(keyed(ASK))).isEqualTo("two");
    }

    @Test
    void codedPartsAreStoredWhereNobodyWouldDecodeThem() {
        Request some = ASK.withHeader("Range", "bytes=0-2");
        String[] coded = {CC, "max-age=10", "Content-Encoding", "br", "Content-Range", "bytes 0-2/3"};
        origin.answers(206, "abc", coded).answers(206, "abc", coded).answers(206, "abc", coded);
        read(some);
        read(some);
        assertThat(origin.requests).hasSize(2);
        read(some.withCodingsLeft());
        read(some.withCodingsLeft());
        assertThat(origin.requests).hasSize(3);
    }

    /** RFC 9110 §9.3.3. */
    @Test
    void anAnswerToPostThatIsTheTargetsOwnContentServesLaterGets() {
        Request post = ASK.withMethod(Method.POST).withBody(new RequestBody.Bytes(Buffer.buffer("x")));
        origin.answers(200, "old", CC, "max-age=10")
                .answers(200, "new", CC, "max-age=10", "Content-Location", "/a")
                .answers(200, "other", CC, "max-age=10", "Content-Location", "/b")
                .answers(200, "newer", CC, "max-age=10");
        read(ASK);
        timers.clock().advance(Duration.ofMillis(1));
        assertThat(read(post)).isEqualTo("new");
        // A hair's breadth before, or it would be among what the POST made invalid.
        timers.clock().advance(Duration.ofMillis(1));
        assertThat(read(post)).isEqualTo("other");
        assertThat(read(ASK)).isEqualTo("newer");
    }

    /** RFC 9111 §3.3: kept as far as it came, and of use for what lies within. */
    @Test
    void aPartThatBringsLessThanItSaysServesRangesWithinWhatCame() {
        origin.answers(206, "01234", CC, "max-age=10", "Content-Range", "bytes 4-9/10")
                .answers(206, "9", CC, "max-age=10", "Content-Range", "bytes 9-9/10");
        read(ASK.withHeader("Range", "bytes=-6"));
        assertThat(read(ASK.withHeader("Range", "bytes=6-8"))).isEqualTo("234");
        assertThat(read(ASK.withHeader("Range", "bytes=9-9"))).isEqualTo("9");
    }

    @Test
    void whoWasAnsweredHearsNothingOfARefreshBehindHisBack() {
        List<Integer> heard = new ArrayList<>();
        Request ask = ASK.with(InterimAnswers.LISTENER, (status, fields) -> heard.add(status))
                .with(CachingStage.CONTENT, content -> heard.add(0));
        origin.answers(200, "one", CC, "max-age=10, stale-while-revalidate=60", "ETag", "\"1\"")
                .answers(304, "", CC, "max-age=10, stale-while-revalidate=60", "ETag", "\"1\"");
        assertThat(read(ask)).isEqualTo("one");
        timers.clock().advance(Duration.ofSeconds(11));
        assertThat(read(ask)).isEqualTo("one");
        assertThat(origin.requests).hasSize(2);
        Request behind = origin.requests.getLast();
        behind.get(InterimAnswers.LISTENER).came(103, Headers.none());
        assertThat(heard).containsExactly(0);
    }

    @Test
    void whoAsksHearsOfTheStoredContentThatAnAnswerIsMadeOfAndOfNoOther() {
        List<Long> heard = new ArrayList<>();
        Request ask = ASK.with(CachingStage.CONTENT, content -> heard.add(content.length()));
        origin.answers(200, "one", CC, "max-age=10", "ETag", "\"1\"")
                .answers(304, "", CC, "max-age=10", "ETag", "\"1\"")
                .answers(200, "three", CC, "max-age=10");
        assertThat(read(ask)).isEqualTo("one");
        assertThat(heard).isEmpty();
        assertThat(read(ask)).isEqualTo("one");
        assertThat(heard).hasSize(1);
        timers.clock().advance(Duration.ofSeconds(11));
        assertThat(read(ask)).isEqualTo("one");
        assertThat(heard).containsExactly(3L, 3L);
        timers.clock().advance(Duration.ofSeconds(11));
        assertThat(read(ask)).isEqualTo("three");
        assertThat(heard).hasSize(2);
        send(ask.withMethod(Method.HEAD)).body().cancel();
        assertThat(heard).containsExactly(3L, 3L, 5L);
    }
}
