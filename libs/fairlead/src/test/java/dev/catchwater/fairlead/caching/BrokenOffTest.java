package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** Bodies that break off, and how they are completed: RFC 9111 §3.3, §3.4. */
class BrokenOffTest {
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

    private Headers lastAsked() {
        return origin.requests.getLast().headers();
    }

    @Test
    void aBodyThatBreaksOffIsKeptAsFarAsItCame() {
        origin.breaksOff(200, "0123", CC, "max-age=9", "ETag", "\"1\"", "Content-Length", "10");
        origin.part("456789", "4-9/10");
        assertThat(failureOf(stage.apply(ASK, origin).flatMap(Response::text))).isEqualTo(Origin.CUT);
        assertThat(read(range("bytes=1-2"))).isEqualTo("12");
        assertThat(origin.requests).hasSize(1);
        assertThat(read(ASK)).isEqualTo("0123456789");
        assertThat(lastAsked()).isEqualTo(Headers.of("Range", "bytes=4-", "If-Range", "\"1\""));
    }

    @Test
    void aBodyThatBreaksOffWithoutStrongTagOrLengthIsNot() {
        origin.breaksOff(200, "0123", CC, "max-age=9", "ETag", "W/\"1\"", "Content-Length", "10");
        origin.breaksOff(200, "0123", CC, "max-age=9", "ETag", "\"1\"");
        origin.answers(200, "whole");
        failureOf(stage.apply(ASK, origin).flatMap(Response::text));
        failureOf(stage.apply(ASK, origin).flatMap(Response::text));
        assertThat(read(ASK)).isEqualTo("whole");
        assertThat(lastAsked().contains("Range")).isFalse();
    }

    @Test
    void aReaderThatStopsHalfWayLeavesItsHalf() {
        origin.answers(request -> Uni.createFrom()
                .item(new Response(
                        request,
                        200,
                        Headers.of(CC, "max-age=9", "ETag", "\"1\"", "Content-Length", "10"),
                        ResponseBody.of(
                                Multi.createFrom().items("0123", "456789").map(Buffer::buffer), () -> {}))));
        send(ASK).body().stream()
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1))
                .cancel();
        origin.part("456789", "4-9/10");
        assertThat(read(ASK)).isEqualTo("0123456789");
    }

    @Test
    void whatBreaksOffAgainIsLongerThanBefore() {
        origin.part("012", "0-2/10");
        origin.breaksOff(206, "34", CC, "max-age=9", "ETag", "\"1\"", "Content-Range", "bytes 3-9/10");
        origin.part("56789", "5-9/10");
        read(range("bytes=0-2"));
        assertThat(failureOf(stage.apply(ASK, origin).flatMap(Response::text))).isEqualTo(Origin.CUT);
        assertThat(read(ASK)).isEqualTo("0123456789");
        assertThat(lastAsked().all("Range")).containsExactly("bytes=5-");
    }
}
