package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.InterimAnswers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.tls.TlsMaterial;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls of HTTP/2 that share a connection owe to one another. The server allows two at a time. */
class Http2SharingTest {
    private static final Vertx VERTX = OverSockets.VERTX;

    private final ManualTimers timers = new ManualTimers();
    private final VertxExchange exchange = new VertxExchange(
            VERTX,
            Bounds.DEFAULT,
            Protocol.HTTP_2_PRIOR_KNOWLEDGE,
            TlsMaterial.load(TlsPolicy.DEFAULT, VERTX),
            32,
            timers);
    private final HttpServer server = VERTX.createHttpServer(new HttpServerOptions()
            .setHost("127.0.0.1")
            .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(2)));
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        exchange.close();
        get(Uni.createFrom().completionStage(server.close().toCompletionStage()));
    }

    private String serve(Handler<HttpServerRequest> handler) {
        server.connectionHandler(connections::add).requestHandler(handler);
        return "http://127.0.0.1:"
                + get(Uni.createFrom().completionStage(server.listen(0).toCompletionStage()))
                        .actualPort() + "/";
    }

    private Uni<Response> send(Request request) {
        return OverSockets.onLoop(() -> exchange.proceed(request));
    }

    private Uni<Response> sent(Request request) {
        return Uni.createFrom().completionStage(send(request).subscribeAsCompletionStage());
    }

    private Cancellable begun(Request request) {
        CompletableFuture<Cancellable> begun = new CompletableFuture<>();
        OverSockets.loop().runOnContext(here -> begun.complete(begin(request)));
        return begun.join();
    }

    private Cancellable begin(Request request) {
        return exchange.proceed(request).subscribe().with(answer -> {}, failure -> {});
    }

    /** All in one turn of a loop, which cannot have connected before it is over. */
    private void cutWhileConnecting(String uri, int calls) {
        CompletableFuture<Void> cut = new CompletableFuture<>();
        OverSockets.loop().runOnContext(here -> {
            for (int i = 0; i < calls; i++) {
                begin(Request.get(uri)).cancel();
            }
            cut.complete(null);
        });
        cut.join();
    }

    private void giveUp(String how, String uri) {
        switch (how) {
            case "warm-up" ->
                assertThat(get(OverSockets.onLoop(() -> exchange.open(Request.get(uri), 2))))
                        .isEqualTo(1);
            case "a head that cannot be sent" ->
                assertThat(failureOf(send(Request.get(uri).withHeader("Host", "[["))))
                        .isInstanceOf(HttpFailure.InvalidRequest.class);
            case "an upload without a chunk" -> {
                AtomicInteger subscribed = new AtomicInteger();
                Multi<Buffer> silent =
                        Multi.createFrom().<Buffer>nothing().onSubscription().invoke(subscribed::incrementAndGet);
                Cancellable upload = begun(Request.post(uri).withStream("text/plain", silent));
                await().atMost(PATIENCE).until(() -> subscribed.get() == 1);
                upload.cancel();
            }
            default -> throw new IllegalArgumentException(how);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"warm-up", "a head that cannot be sent", "an upload without a chunk", "cut while connecting"})
    void aCallThatIsGivenUpUnsentLeavesItsPlaceToTheNext(String how) {
        String uri = serve(held::add);
        if (how.equals("cut while connecting")) {
            cutWhileConnecting(uri, 3);
        } else {
            for (int i = 0; i < 3; i++) {
                giveUp(how, uri);
            }
        }
        Uni<Response> one = sent(Request.get(uri));
        Uni<Response> other = sent(Request.get(uri));
        await().atMost(PATIENCE).until(() -> held.size() == 2);
        held.forEach(request -> request.response().end("x"));
        assertThat(get(one.flatMap(Response::text))).isEqualTo("x");
        assertThat(get(other.flatMap(Response::text))).isEqualTo("x");
        assertThat(connections).hasSize(1);
        assertThat(held).hasSize(2);
    }

    /** RFC 9110 §15.2. */
    @Test
    void interimAnswersAreNoAnswersAndReachWhoAsksForThem() {
        List<Integer> before = new CopyOnWriteArrayList<>();
        String uri = serve(request -> {
            ChannelHandlerContext channel = ((ConnectionBase) request.connection()).channelHandlerContext();
            for (String status : List.of("102", "199")) {
                ((Http2ConnectionHandler) channel.handler())
                        .encoder()
                        .writeHeaders(
                                channel,
                                request.response().streamId(),
                                new DefaultHttp2Headers().status(status),
                                0,
                                false,
                                channel.newPromise());
            }
            request.response().end("final");
        });
        Response answer =
                get(send(Request.get(uri).with(InterimAnswers.LISTENER, (status, fields) -> before.add(status))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(before).containsExactly(102, 199);
        assertThat(get(answer.text())).isEqualTo("final");
    }

    /** RFC 9113 §8.1. */
    @Test
    void anAnswerThatCameWholeBeforeTheRestOfABodyInMemoryWasWantedIsRead() {
        AtomicInteger reset = new AtomicInteger();
        String uri = serve(request -> {
            request.pause();
            request.response().end("early").onComplete(written -> {
                request.response().reset(0);
                reset.incrementAndGet();
            });
        });
        RequestBody large = new RequestBody.Bytes(Buffer.buffer(new byte[256 * 1024]));
        Response answer = get(send(Request.post(uri).withBody(large)));
        await().atMost(PATIENCE).until(() -> reset.get() == 1);
        OverSockets.everyLoopHasLookedAtItsSockets();
        assertThat(get(answer.text())).isEqualTo("early");
    }

    private static Function<Uni<Response>, Boolean> staleness() {
        return call -> failureOf(call) instanceof HttpFailure.Disconnected broken && broken.stale();
    }

    @Test
    void aConnectionThatBreaksBetweenAnswersIsAFailureOfItsOrigin() {
        String uri = serve(request -> {
            if (request.uri().equals("/held")) {
                held.add(request);
            } else {
                request.response().end("x");
            }
        });
        get(send(Request.get(uri)).flatMap(Response::text));
        Uni<Response> cut = sent(Request.get(uri + "held"));
        await().atMost(PATIENCE).until(() -> held.size() == 1);
        get(send(Request.get(uri)).flatMap(Response::text));
        Uni<Response> too = sent(Request.get(uri + "held"));
        await().atMost(PATIENCE).until(() -> held.size() == 2);
        held.getFirst().connection().close();
        assertThat(staleness().apply(cut)).isFalse();
        assertThat(staleness().apply(too)).isFalse();
        assertThat(connections).hasSize(1);
    }

    @Test
    void aKeptConnectionThatClosesInsteadOfAnsweringIsStaleForAllWhoWereToUseIt() {
        String uri = serve(request -> {
            if (request.uri().equals("/held")) {
                held.add(request);
            } else {
                request.response().end("x");
            }
        });
        get(send(Request.get(uri)).flatMap(Response::text));
        Uni<Response> cut = sent(Request.get(uri + "held"));
        Uni<Response> too = sent(Request.get(uri + "held"));
        await().atMost(PATIENCE).until(() -> held.size() == 2);
        held.getFirst().connection().close();
        assertThat(staleness().apply(cut)).isTrue();
        assertThat(staleness().apply(too)).isTrue();
    }

    /** RFC 9113 §6.8. */
    @Test
    void whatAPeerThatGoesAwayDidNotLookAtWasNotActedUpon() {
        String uri = serve(request -> request.connection().goAway(0, 0));
        assertThat(staleness().apply(send(Request.get(uri)))).isTrue();
    }
}
