package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One script says the same over HTTP/1.1 and HTTP/2, with TLS and without. */
@ParameterizedClass
@EnumSource
class EveryWireTest {
    private static final Vertx VERTX = Vertx.vertx();

    @Parameter
    Wire wire;

    private Upstream upstream;

    private record Whole(HttpClientResponse head, Buffer body) {}

    private HttpClient client;

    @BeforeEach
    void start() {
        upstream = wire.upstream();
        client = wire.client(VERTX);
    }

    @AfterEach
    void stop() {
        client.close();
        upstream.close();
    }

    @AfterAll
    static void close() {
        done(VERTX.close());
    }

    @Test
    void statusFieldsAndBodyArriveAndTheRequestIsRecordedWithItsVersion() {
        upstream.when(Match.post("/a").query("q", "1").header("X-A", "b").body("hello"))
                .reply(Reply.status(201).header("X-B", "c").header("X-B", "d").body("naïve"));
        HttpClientRequest request = request(HttpMethod.POST, "/a?q=1").putHeader("X-A", "b");
        Whole whole = whole(request, "hello");
        assertThat(whole.head().statusCode()).isEqualTo(201);
        assertThat(whole.head().headers().getAll("X-B")).containsExactly("c", "d");
        assertThat(whole.head().getHeader("Content-Length")).isEqualTo("6");
        assertThat(whole.body()).hasToString("naïve");
        Received received = upstream.requests().getFirst();
        assertThat(received.version()).isEqualTo(wire.isHttp2() ? "HTTP/2" : "HTTP/1.1");
        assertThat(received.header("Host")).contains("127.0.0.1:" + upstream.port());
        assertThat(received.connection()).isEqualTo(1);
    }

    @Test
    void bodiesLargerThanEveryWindowPassBothWays() {
        byte[] large = new byte[3 << 20];
        upstream.when(Match.post("/")).reply(Reply.ok().body(large));
        Whole whole = whole(request(HttpMethod.POST, "/"), Buffer.buffer(large));
        assertThat(whole.body().length()).isEqualTo(large.length);
        assertThat(upstream.requests().getFirst().bodyLength()).isEqualTo(large.length);
        assertThat(upstream.requests().getFirst().bodyBytes()).hasSize(1 << 20);
    }

    @Test
    void answersWithoutABodyEndAndLeaveTheConnectionUsable() {
        upstream.when(Match.any()).reply(Reply.ok("body"), Reply.status(204), Reply.status(304), Reply.ok("end"));
        Whole whole = whole(request(HttpMethod.HEAD, "/"), "");
        assertThat(whole.head().getHeader("Content-Length")).isEqualTo("4");
        assertThat(whole.body().length()).isZero();
        assertThat(get("/")).isEmpty();
        assertThat(get("/")).isEmpty();
        assertThat(get("/")).isEqualTo("end");
        assertThat(upstream.requests()).extracting(Received::connection).containsOnly(1L);
    }

    @Test
    void chunksAndDripsMakeTheSameBody() {
        upstream.when(Match.get("/chunks")).reply(Reply.ok().chunks("ab", "", "cd"));
        upstream.when(Match.get("/drip")).reply(Reply.ok("abcde").drip(2, Duration.ofMillis(5)));
        assertThat(get("/chunks")).isEqualTo("abcd");
        assertThat(get("/drip")).isEqualTo("abcde");
    }

    @Test
    void aStreamIsWrittenByTheTestAndItsClientSeenLeaving() throws Exception {
        Opened<StreamHandle> streams = upstream.when(Match.get("/live")).stream();
        HttpClientRequest request = request(HttpMethod.GET, "/live");
        var parts = new LinkedBlockingQueue<String>();
        request.response().onSuccess(response -> response.handler(part -> parts.add(part.toString())));
        request.send();
        StreamHandle stream = streams.next();
        stream.write("one");
        assertThat(parts.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
        stream.write("two");
        assertThat(parts.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
        assertThat(stream.awaitDrain(Upstream.PATIENCE)).isTrue();
        assertThat(stream.sentBytes()).isGreaterThanOrEqualTo(6);
        request.reset();
        assertThat(stream.awaitClosed(Upstream.PATIENCE)).isTrue();
        assertThat(upstream.awaitDisconnect(Upstream.PATIENCE).request().path()).isEqualTo("/live");
    }

    @Test
    void aClientThatStopsReadingLeavesBytesPendingUntilItGoesOn() {
        Opened<StreamHandle> streams = upstream.when(Match.get("/live")).stream();
        HttpClientRequest request = request(HttpMethod.GET, "/live");
        Future<Buffer> body = request.response().compose(response -> {
            response.pause();
            VERTX.setTimer(200, id -> response.resume());
            return response.body();
        });
        request.send();
        StreamHandle stream = streams.next();
        for (int i = 0; i < 16; i++) {
            stream.write(new byte[1 << 20]);
        }
        assertThat(stream.pendingBytes()).isPositive();
        stream.end();
        assertThat(done(body).length()).isEqualTo(16 << 20);
        assertThat(upstream.disconnects()).isEmpty();
    }

    @Test
    void resetsAndTruncationsFailTheCallAndOnlyAfterTheirBytes() {
        upstream.when(Match.get("/reset")).reply(Reply.reset());
        upstream.when(Match.get("/after")).reply(Reply.ok("hello").resetAfter(3));
        upstream.when(Match.get("/cut")).reply(Reply.ok("hello").truncateAfter(3));
        upstream.when(Match.get("/chunks")).reply(Reply.ok().chunks("he", "llo").truncateAfter(3));
        upstream.when(Match.get("/garbage")).reply(Reply.garbage(200));
        upstream.when(Match.get("/middle"))
                .reply(Reply.ok().chunks("hello", "hello").garbageAfter(5));
        for (String path : new String[] {"/reset", "/after", "/cut", "/chunks", "/garbage", "/middle"}) {
            assertThatThrownBy(() -> get(path)).as(path).isNotNull();
        }
        assertThat(upstream.requests()).extracting(Received::connection).doesNotHaveDuplicates();
        assertThat(upstream.disconnects()).isEmpty();
    }

    @Test
    void aStreamThatIsResetAfterBytesFailsAndTheNextRequestSucceeds() {
        upstream.when(Match.get("/"))
                .reply(Reply.ok("hello").resetStreamAfter(3, Http2Error.INTERNAL_ERROR), Reply.ok("a"));
        assertThatThrownBy(() -> get("/")).isNotNull();
        assertThat(get("/")).isEqualTo("a");
        assertThat(upstream.requests().getLast().connection()).isEqualTo(wire.isHttp2() ? 1 : 2);
    }

    @Test
    void anAnnouncedEndLetsTheAnswerArriveAndTheNextRequestTakesAnotherConnection() {
        upstream.when(Match.get("/")).reply(Reply.ok("last").thenGoAway(), Reply.ok("fresh"));
        assertThat(get("/")).isEqualTo("last");
        assertThat(get("/")).isEqualTo("fresh");
        assertThat(upstream.requests().getLast().connection()).isGreaterThan(1);
    }

    @Test
    void anAnswerMayComeBeforeTheBodyIsRead() {
        upstream.when(Match.post("/up")).beforeBody().reply(Reply.status(413).body("too large"));
        HttpClientRequest request = request(HttpMethod.POST, "/up").putHeader("Content-Length", "1000");
        Future<Whole> answer = whole(request);
        request.write("only the beginning");
        assertThat(done(answer).head().statusCode()).isEqualTo(413);
        assertThat(upstream.requests())
                .singleElement()
                .extracting(Received::bodyLength)
                .isEqualTo(0L);
        request.reset();
    }

    @Test
    void anUnmatchedRequestIsAnsweredWithItsExplanation() {
        upstream.when(Match.get("/feed")).reply(Reply.ok());
        assertThat(get("/feeds")).contains("GET /feeds");
        assertThat(upstream.takeComplaints()).hasSize(1);
    }

    private HttpClientRequest request(HttpMethod method, String path) {
        return done(client.request(method, upstream.port(), "127.0.0.1", path));
    }

    private String get(String path) {
        return whole(request(HttpMethod.GET, path), "").body().toString();
    }

    private static Whole whole(HttpClientRequest request, String body) {
        return whole(request, Buffer.buffer(body));
    }

    private static Whole whole(HttpClientRequest request, Buffer body) {
        Future<Whole> answer = whole(request);
        if (body.length() == 0) {
            request.end();
        } else {
            request.end(body);
        }
        return done(answer);
    }

    /** Asked for before the request is out: Vert.x drops a body that nobody waits for when its head comes. */
    private static Future<Whole> whole(HttpClientRequest request) {
        return request.response().compose(head -> head.body().map(body -> new Whole(head, body)));
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
