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
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.store.OutOfOrderStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** What is stored while it is read, and what is not. */
class RecordingTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final String CC = "Cache-Control";

    private final ManualTimers timers = new ManualTimers();
    private final CachingStage stage = new CachingStage(
            CachingPolicy.inMemory(1_000_000, 1_000).withCollapse(CachingPolicy.Collapse.OFF),
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

    private static String status(Response response) {
        return response.headers().first("Cache-Status").orElse("");
    }

    @Test
    void anAnswerWithoutContentIsStoredToo() {
        origin.answers(204, "", CC, "max-age=10");
        send(ASK);
        assertThat(send(ASK).status()).isEqualTo(204);
    }

    @Test
    void aBodyThatIsGivenUpOrNeverReadIsNotStored() {
        origin.answers(200, "one", CC, "max-age=10")
                .answers(200, "two", CC, "max-age=10")
                .answers(200, "three");
        send(ASK).body().cancel();
        send(ASK);
        assertThat(read(ASK)).isEqualTo("three");
    }

    @Test
    void aBodyThatBreaksOffIsNotStored() {
        HttpFailure cut = new HttpFailure.Disconnected("http://origin.test:80", "cut");
        origin.answers(request -> Uni.createFrom()
                .item(new Response(
                        request,
                        200,
                        Headers.of(CC, "max-age=10"),
                        ResponseBody.of(
                                Multi.createBy()
                                        .concatenating()
                                        .streams(
                                                Multi.createFrom().item(Buffer.buffer("half")),
                                                Multi.createFrom().failure(cut.asException())),
                                () -> {}))));
        origin.answers(200, "whole");
        assertThat(failureOf(stage.apply(ASK, origin).flatMap(Response::text))).isEqualTo(cut);
        assertThat(read(ASK)).isEqualTo("whole");
    }

    @Test
    void whatIsTooLongPassesByWhetherItSaysSoOrNot() {
        String body = "x".repeat(1_001);
        origin.answers(200, body, CC, "max-age=10", "Content-Length", "1001")
                .answers(200, body, CC, "max-age=10")
                .answers(200, body);
        Response told = send(ASK);
        assertThat(status(told)).isEqualTo("fairlead;fwd=uri-miss;stored=?0");
        assertThat(get(told.text())).hasSize(1_001);
        assertThat(read(ASK)).hasSize(1_001);
        assertThat(read(ASK)).hasSize(1_001);
    }

    @Test
    void theReadersPaceIsTheOrigins() {
        long[] demand = {0};
        origin.answers(request -> Uni.createFrom()
                .item(new Response(
                        request,
                        200,
                        Headers.of(CC, "max-age=10"),
                        ResponseBody.of(
                                Multi.createFrom()
                                        .items("a", "b", "c")
                                        .map(Buffer::buffer)
                                        .onRequest()
                                        .invoke(n -> demand[0] += n),
                                () -> {}))));
        send(ASK).body().stream().subscribe().withSubscriber(new AssertSubscriber<>(2));
        assertThat(demand[0]).isEqualTo(2);
    }

    @Test
    void whatAReaderDoesToItsBytesIsItsOwn() {
        origin.answers(200, "one", CC, "max-age=10");
        get(send(ASK).body().stream()
                .invoke(chunk -> chunk.setByte(0, (byte) 'x'))
                .collect()
                .asList());
        assertThat(read(ASK)).isEqualTo("one");
    }

    @Test
    void aStoreThatIsOutOfOrderMakesNoCallFail() {
        CachingStage broken = new CachingStage(
                CachingPolicy.of(CachePolicy.PRIVATE, new OutOfOrderStore()),
                timers,
                () -> Runnable::run,
                CallListener.NONE);
        origin.answers(200, "one", CC, "max-age=10")
                .answers(200, "two", CC, "max-age=10")
                .answers(204, "");
        assertThat(get(broken.apply(ASK, origin).flatMap(Response::text))).isEqualTo("one");
        assertThat(get(broken.apply(ASK, origin).flatMap(Response::text))).isEqualTo("two");
        assertThat(get(broken.apply(ASK.withMethod(Method.PUT), origin)).status())
                .isEqualTo(204);
    }
}
