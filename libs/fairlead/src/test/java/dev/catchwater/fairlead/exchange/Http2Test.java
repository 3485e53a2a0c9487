package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.tls.Certificates.authority;
import static dev.catchwater.fairlead.tls.Certificates.issue;
import static dev.catchwater.fairlead.tls.Certificates.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.tls.Certificates.Issued;
import dev.catchwater.fairlead.tls.TlsMaterial;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.netty.handler.codec.http2.Http2Error;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

// Longer than the house allows: one protocol, one server.
class Http2Test {
    private static final Vertx VERTX = OverSockets.VERTX;
    private static final Issued CA = authority("Test CA");
    private static final Issued GOOD = issue(CA, named("localhost"));
    private static final TlsPolicy TRUSTING = TlsPolicy.DEFAULT.trusting(CA.asAuthority());
    private static final Buffer LONG = Buffer.buffer(new byte[256 * 1024]);

    private final ManualTimers timers = new ManualTimers();
    private final List<HttpServer> servers = new ArrayList<>();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<HttpVersion> versions = new CopyOnWriteArrayList<>();
    private VertxExchange exchange = speaking(Protocol.HTTP_2);

    @AfterEach
    void stop() {
        exchange.close();
        servers.forEach(
                server -> get(Uni.createFrom().completionStage(server.close().toCompletionStage())));
    }

    private VertxExchange speaking(Protocol protocol) {
        return new VertxExchange(VERTX, Bounds.DEFAULT, protocol, TlsMaterial.load(TRUSTING, VERTX), 32, timers);
    }

    private String serve(Handler<HttpServerRequest> handler) {
        return serve(new HttpServerOptions().setSsl(true).setUseAlpn(true), handler);
    }

    private String serve(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        HttpServer server = VERTX.createHttpServer(options.setHost("127.0.0.1").setKeyCertOptions(GOOD.forServer()))
                .requestHandler(request -> {
                    connections.add(request.connection());
                    versions.add(request.version());
                    handler.handle(request);
                });
        servers.add(server);
        return (options.isSsl() ? "https" : "http") + "://localhost:"
                + get(Uni.createFrom().completionStage(server.listen(0).toCompletionStage()))
                        .actualPort() + "/";
    }

    private Uni<Response> send(Request request) {
        return OverSockets.onLoop(() -> exchange.proceed(request));
    }

    private String textFrom(String uri) {
        return get(send(Request.get(uri)).flatMap(Response::text));
    }

    private Uni<List<String>> inFlight(int calls, String uri) {
        List<Uni<String>> sent = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            var call = send(Request.get(uri)).flatMap(Response::text).subscribeAsCompletionStage();
            sent.add(Uni.createFrom().completionStage(call));
        }
        return Uni.join().all(sent).andFailFast();
    }

    @Test
    void anHttpsOriginThatAgreesIsSpokenToInHttp2() {
        String uri = serve(request -> request.response().end("hello"));
        Response answer = get(send(Request.get(uri)));
        assertThat(get(answer.text())).isEqualTo("hello");
        assertThat(answer.request().get(CallListener.PROTOCOL_VERSION)).isEqualTo("2");
        assertThat(versions).containsExactly(HttpVersion.HTTP_2);
    }

    @Test
    void oneThatDoesNotAgreeIsSpokenToInHttp1AndGetsAConnectionForEachCall() {
        List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
        String uri = serve(new HttpServerOptions().setSsl(true).setUseAlpn(false), held::add);
        Uni<List<String>> texts = inFlight(8, uri);
        await().atMost(PATIENCE).until(() -> held.size() == 8);
        held.forEach(request -> request.response().end("x"));
        assertThat(get(texts)).hasSize(8).containsOnly("x");
        assertThat(versions).containsOnly(HttpVersion.HTTP_1_1);
        assertThat(connections).hasSize(8);
    }

    @Test
    void anHttpOriginHasToBeKnownToSpeakIt() {
        String uri =
                serve(new HttpServerOptions(), request -> request.response().end("hello"));
        assertThat(textFrom(uri)).isEqualTo("hello");
        exchange.close();
        exchange = speaking(Protocol.HTTP_2_PRIOR_KNOWLEDGE);
        assertThat(textFrom(uri)).isEqualTo("hello");
        assertThat(versions).containsExactly(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2);
    }

    @Test
    void callsInFlightShareAConnection() {
        List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
        String uri = serve(held::add);
        Uni<List<String>> texts = inFlight(32, uri);
        await().atMost(PATIENCE).until(() -> held.size() == 32);
        held.forEach(request -> request.response().end("x"));
        assertThat(get(texts)).hasSize(32).containsOnly("x");
        assertThat(connections).hasSize(1);
    }

    @Test
    void readersThatRestDoNotKeepOthersFromReading() {
        String uri = serve(request -> request.response().end(LONG));
        List<Response> unread = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            unread.add(get(send(Request.get(uri))));
        }
        assertThat(get(send(Request.get(uri)).flatMap(answer -> answer.body().bytes()))
                        .length())
                .isEqualTo(LONG.length());
        unread.forEach(answer -> assertThat(get(answer.body().bytes()).length()).isEqualTo(LONG.length()));
        assertThat(connections).hasSize(1);
    }

    @Test
    void aBodyThatIsGivenUpEndsItsStreamAndNotTheConnection() {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        String uri = serve(request -> {
            if (request.uri().equals("/long")) {
                request.exceptionHandler(told::add);
                request.response().exceptionHandler(told::add);
                request.response().setChunked(true).write(LONG);
            } else {
                request.response().end("after");
            }
        });
        get(send(Request.get(uri + "long"))).body().cancel();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told)
                        .anySatisfy(end -> assertThat(end)
                                .isInstanceOfSatisfying(
                                        StreamResetException.class,
                                        reset -> assertThat(reset.getCode()).isEqualTo(Http2Error.CANCEL.code()))));
        assertThat(textFrom(uri)).isEqualTo("after");
        assertThat(connections).hasSize(1);
    }

    @Test
    void aStreamThatIsRefusedWasNotActedUpon() {
        String uri = serve(request -> request.response().reset(Http2Error.REFUSED_STREAM.code()));
        assertThat(failureOf(send(Request.get(uri)))).isInstanceOfSatisfying(HttpFailure.Disconnected.class, broken -> {
            assertThat(broken.stale()).isTrue();
            assertThat(broken.reason()).contains("REFUSED_STREAM");
        });
    }

    @Test
    void aStreamThatIsResetInItsBodyFailsTheBody() {
        String uri = serve(request -> {
            request.response().setChunked(true).write("half");
            VERTX.runOnContext(later -> request.response().reset(Http2Error.INTERNAL_ERROR.code()));
        });
        assertThat(failureOf(send(Request.get(uri)).flatMap(Response::text)))
                .isInstanceOfSatisfying(
                        HttpFailure.Disconnected.class,
                        broken -> assertThat(broken.stale()).isFalse());
    }

    @Test
    void aConnectionThatGoesAwayEndsItsCallsAndTheNextIsMadeOnAnother() {
        List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
        AtomicInteger closed = new AtomicInteger();
        String uri = serve(request -> {
            request.connection().closeHandler(gone -> closed.incrementAndGet());
            held.add(request);
        });
        var first = send(Request.get(uri)).flatMap(Response::text).subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> held.size() == 1);
        held.getFirst().connection().shutdown(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        held.getFirst().response().end("first");
        assertThat(get(Uni.createFrom().completionStage(first))).isEqualTo("first");
        await().atMost(PATIENCE).until(() -> closed.get() == 1);
        var second = send(Request.get(uri)).flatMap(Response::text).subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> held.size() == 2);
        held.getLast().response().end("second");
        assertThat(get(Uni.createFrom().completionStage(second))).isEqualTo("second");
        assertThat(connections).hasSize(2);
    }

    @Test
    void callsThatWaitForTheFirstHandshakeEndWithTheClient() throws Exception {
        try (RawServer silent = new RawServer(socket -> socket.getInputStream().readAllBytes())) {
            List<Uni<Response>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                var call = send(Request.get(silent.uri().replace("http:", "https:")))
                        .subscribeAsCompletionStage();
                calls.add(Uni.createFrom().completionStage(call));
            }
            await().atMost(PATIENCE).until(() -> silent.accepted() == 1);
            exchange.close();
            calls.forEach(call -> assertThat(failureOf(call))
                    .isInstanceOfAny(HttpFailure.Closed.class, HttpFailure.Refused.class, HttpFailure.TimedOut.class));
        }
    }

    @Test
    void aHeadBeyondTheBoundIsRefused() {
        String uri = serve(request ->
                request.response().putHeader("x-long", "x".repeat(40_000)).end());
        assertThat(failureOf(send(Request.get(uri))))
                .isEqualTo(new HttpFailure.TooLarge("the head of the answer", Bounds.DEFAULT.maxHeadBytes()));
    }

    /** RFC 9113 §8.2.2 and §8.3.1. */
    @Test
    void fieldsOfTheConnectionStayAtHomeAndHostIsTheAuthority() {
        AtomicReference<HttpServerRequest> came = new AtomicReference<>();
        String uri = serve(request -> {
            came.set(request);
            request.response().end();
        });
        get(send(Request.get(uri)
                        .withHeader("Host", "other.test")
                        .withHeader("Connection", "keep-alive")
                        .withHeader("Keep-Alive", "timeout=5")
                        .withHeader("TE", "gzip")
                        .withHeader("Upgrade", "h2c")
                        .withHeader("X-Mine", "1"))
                .flatMap(Response::text));
        assertThat(came.get().authority().host()).isEqualTo("other.test");
        assertThat(came.get().headers().names()).contains("x-mine").doesNotContain("connection", "host", "keep-alive");
        assertThat(came.get().headers().names()).doesNotContain("te", "upgrade", "Host");
    }

    @Test
    void whatCarriesNothingEndsWithItsHead() {
        String uri = serve(request -> request.response().setStatusCode(204).end());
        assertThat(get(send(Request.get(uri))).body().isEmpty()).isTrue();
        assertThat(get(send(Request.of(Method.HEAD, uri))).body().isEmpty()).isTrue();
    }

    @Test
    void anUploadGoesAtThePeersPaceAndIsReadWhole() {
        AtomicInteger produced = new AtomicInteger();
        AtomicReference<HttpServerRequest> paused = new AtomicReference<>();
        String uri = serve(request -> {
            AtomicInteger read = new AtomicInteger();
            request.handler(chunk -> read.addAndGet(chunk.length()));
            request.endHandler(end -> request.response().end("" + read));
            request.pause();
            paused.set(request);
        });
        Multi<Buffer> content = Multi.createFrom().range(0, 200).onItem().transform(i -> {
            produced.incrementAndGet();
            return Buffer.buffer(new byte[16 * 1024]);
        });
        var call = send(Request.of(Method.PUT, uri).withStream("application/octet-stream", content))
                .flatMap(Response::text)
                .subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> paused.get() != null && produced.get() > 0);
        await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> produced.get() < 20);
        paused.get().resume();
        assertThat(get(Uni.createFrom().completionStage(call))).isEqualTo("" + 200 * 16 * 1024);
    }
}
