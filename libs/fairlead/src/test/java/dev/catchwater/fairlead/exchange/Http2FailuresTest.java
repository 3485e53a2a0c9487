package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.exchange.OverSockets.loop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.Context;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose failure it is when HTTP/2 goes wrong, and when it is none. */
class Http2FailuresTest extends OverHttp2 {
    /** RFC 9113 §6.8: what a peer that goes away has begun, it may end. */
    @RepeatedTest(2) // contexts go around the loops: now the connection's own, now another
    void anAnswerThatCameWholeAfterThePeerSaidThatItGoesAwayIsRead() {
        String uri = serve(request -> {
            request.connection().goAway(0);
            request.response().end("whole");
        });
        Response answer = get(uni(on(loop(), Request.get(uri))));
        OverSockets.everyLoopHasLookedAtItsSockets();
        assertThat(get(answer.text())).isEqualTo("whole");
    }

    /** RFC 9110 §15. */
    @ParameterizedTest
    @ValueSource(strings = {"1000", "99", "65536"})
    void aStatusThatIsNoneIsNoAnswer(String status) {
        String uri = serve(request -> {
            ChannelHandlerContext channel = ((ConnectionBase) request.connection()).channelHandlerContext();
            ((Http2ConnectionHandler) channel.handler())
                    .encoder()
                    .writeHeaders(
                            channel,
                            request.response().streamId(),
                            new DefaultHttp2Headers().status(status),
                            0,
                            true,
                            channel.newPromise());
            channel.flush();
        });
        assertThat(failureOf(uni(on(loop(), Request.get(uri))))).isInstanceOf(HttpFailure.Malformed.class);
    }

    @Test
    void anAnswerThatEndedWhileItsPeerWentAwayAndWasNotReadYetIsRead() {
        String uri = serve(request -> {
            held.add(request);
            request.response().setChunked(true).write("begun, ");
        });
        Response answer = get(uni(on(loop(), Request.get(uri))));
        held.getFirst().connection().goAway(0);
        held.getFirst().response().end("ended");
        OverSockets.everyLoopHasLookedAtItsSockets();
        assertThat(get(answer.text())).isEqualTo("begun, ended");
    }

    /** On a connection that was kept, and had gone before the codec could give the call a stream. */
    @Test
    void aCallWhoseConnectionClosesWhileItIsBetweenTwoLoopsIsStale() {
        String uri = serve(request -> request.response().end("x"));
        Context its = loop();
        assertThat(text(on(its, Request.get(uri)))).isEqualTo("x");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Response> call = new CompletableFuture<>();
        // This loop stands still from when the call asks for its connection until that is closed.
        otherThan(List.of(loopOf(its), loopOf(connections.iterator().next()))).runOnContext(here -> {
            exchange.proceed(Request.get(uri)).subscribe().with(call::complete, call::completeExceptionally);
            begun.countDown();
            pass(closed);
        });
        pass(begun);
        turns(its, 2); // the connection has been given, and the other loop is yet to hear of it
        cut(connections.iterator().next());
        turns(its, 100);
        closed.countDown();
        assertThat(failureOf(uni(call)))
                .isInstanceOfSatisfying(
                        HttpFailure.Disconnected.class,
                        failure -> assertThat(failure.stale()).isTrue());
    }

    private static Context otherThan(List<EventLoop> loops) {
        Context other = loop();
        while (loops.contains(loopOf(other))) {
            other = loop();
        }
        return other;
    }

    private static EventLoop loopOf(Context context) {
        return ((ContextInternal) context).nettyEventLoop();
    }

    private static EventLoop loopOf(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext().channel().eventLoop();
    }

    private static void turns(Context loop, int turns) {
        for (int i = 0; i < turns; i++) {
            CountDownLatch turn = new CountDownLatch(1);
            loop.runOnContext(here -> turn.countDown());
            pass(turn);
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Without a word of HTTP/2. */
    private static void cut(HttpConnection connection) {
        var channel = ((ConnectionBase) connection).channelHandlerContext().channel();
        CountDownLatch done = new CountDownLatch(1);
        channel.eventLoop().execute(() -> {
            channel.unsafe().closeForcibly();
            done.countDown();
        });
        pass(done);
    }

    /** RFC 9113 §8.1.1. */
    @ParameterizedTest
    @ValueSource(strings = {"1ab", "1 2", "99", "abc"})
    void aStatusThatIsNoneIsTheFailureOfItsStreamAlone(String status) {
        String uri = serve(request -> {
            if (request.uri().equals("/held")) {
                held.add(request);
            } else {
                answer(request, status);
            }
        });
        Context loop = loop();
        var other = on(loop, Request.get(uri + "held"));
        await().atMost(PATIENCE).until(() -> held.size() == 1);
        assertThat(failureOf(uni(on(loop, Request.get(uri))))).isInstanceOf(HttpFailure.Malformed.class);
        held.getFirst().response().end("x");
        assertThat(text(other)).isEqualTo("x");
        assertThat(connections).hasSize(1);
    }

    private static void answer(HttpServerRequest request, String status) {
        ChannelHandlerContext channel = ((ConnectionBase) request.connection()).channelHandlerContext();
        ((Http2ConnectionHandler) channel.handler())
                .encoder()
                .writeHeaders(
                        channel,
                        request.response().streamId(),
                        new DefaultHttp2Headers().status(status),
                        0,
                        false,
                        channel.newPromise());
        channel.flush();
    }

    /** RFC 9113 §6.5.2: SETTINGS_MAX_HEADER_LIST_SIZE. */
    @Test
    void aHeadThatIsLargerThanThePeerTakesIsOurs() {
        String uri = serve(request -> request.response().end("x"));
        assertThat(failureOf(uni(on(loop(), Request.get(uri).withHeader("X-Long", "y".repeat(3_000))))))
                .isEqualTo(new HttpFailure.InvalidRequest("its head is larger than the peer takes"));
        assertThat(text(on(loop(), Request.get(uri)))).isEqualTo("x");
    }
}
