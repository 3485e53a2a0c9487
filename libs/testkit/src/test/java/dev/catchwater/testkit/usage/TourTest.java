package dev.catchwater.testkit.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.catchwater.testkit.Accept;
import dev.catchwater.testkit.Http2Error;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.ManualClock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Setup;
import dev.catchwater.testkit.SseFrame;
import dev.catchwater.testkit.SseHandle;
import dev.catchwater.testkit.Upstream;
import dev.catchwater.testkit.WsHandle;
import dev.catchwater.testkit.tls.CertificateAuthority;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The README's tour, seen from a package that sees only what is public. */
class TourTest {
    private static final Pattern COMPLETE = Pattern.compile("id: (\\d+)\\ndata: .*\\n\\n");

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void tls() throws Exception {
        try (Upstream upstream = Upstream.tls();
                var client =
                        HttpClient.newBuilder().sslContext(upstream.trusting()).build()) {
            upstream.when(Match.get("/")).reply(Reply.ok("hello"));
            var request = HttpRequest.newBuilder(upstream.uri("/")).build();
            assertEquals(
                    "HTTP_2",
                    client.send(request, BodyHandlers.ofString()).version().name());
            assertTrue(upstream.trustPem().startsWith("-----BEGIN CERTIFICATE-----")); // for clients that want PEM
        }
    }

    @Test
    void badCertificates() {
        CertificateAuthority authority = CertificateAuthority.create();
        var expired = authority.issue(CertificateAuthority.expired(), "127.0.0.1");
        try (Upstream upstream = Upstream.start(Setup.tls(expired));
                var client =
                        HttpClient.newBuilder().sslContext(authority.trusting()).build()) {
            var request = HttpRequest.newBuilder(upstream.uri("/")).build();
            Assertions.assertThrows(SSLHandshakeException.class, () -> client.send(request, BodyHandlers.ofString()));
        }
    }

    @Test
    void faults(@HttpMock Upstream upstream) {
        upstream.when(Match.get("/slow")).reply(Reply.ok("x".repeat(100)).drip(10, Duration.ofMillis(1)));
        upstream.when(Match.get("/cut")).reply(Reply.json("{\"a\":1}").truncateAfter(3));
        upstream.when(Match.get("/reset")).reply(Reply.reset(), Reply.ok());
        upstream.when(Match.get("/stream")).reply(Reply.resetStream(Http2Error.REFUSED_STREAM));
        upstream.when(Match.post("/up")).beforeBody().reply(Reply.status(413).thenClose());
        upstream.accepts(Accept.reset(), Accept.normally()); // the first connection, then all others
        Assertions.assertThrows(IOException.class, () -> get(upstream, "/cut"));
    }

    @Test
    void events(@HttpMock Upstream upstream) {
        Opened<SseHandle> streams = upstream.when(Match.get("/events")).sse();
        reconnectingReader(upstream);
        SseHandle first = streams.next();
        first.retry(Duration.ofMillis(1));
        first.send(SseFrame.data("one").id("1"));
        first.cutInside(SseFrame.data("two").id("2")); // the client must not see this one
        SseHandle second = streams.next().expectLastEventId("1");
        second.end();
    }

    @Test
    void webSockets(@HttpMock Upstream upstream) {
        Opened<WsHandle> sockets = upstream.when(Match.get("/ws")).webSocket("v1");
        WebSocket socket = open(upstream);
        WsHandle peer = sockets.next();
        socket.sendText("subscribe", true);
        peer.expectText("subscribe").send("welcome");
        peer.answerPings(false).close(1012, "restart"); // or drop(), reset(), raw(…)
        assertTrue(peer.awaitClosed(Duration.ofSeconds(10)));
    }

    @Test
    void virtualTime(@HttpMock Upstream upstream) {
        var clock = new ManualClock();
        upstream.useTime(clock).when(Match.get("/")).reply(Reply.ok("late").delay(Duration.ofHours(1)));
        var answer = client.sendAsync(HttpRequest.newBuilder(upstream.uri("/")).build(), BodyHandlers.ofString());
        clock.awaitPending(1); // the request is there, its delay armed
        clock.advance(Duration.ofMinutes(59));
        assertFalse(answer.isDone());
        clock.advance(Duration.ofMinutes(1));
        assertEquals("late", answer.join().body());
    }

    private HttpResponse<String> get(Upstream upstream, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(upstream.uri(path)).build(), BodyHandlers.ofString());
    }

    private WebSocket open(Upstream upstream) {
        return client.newWebSocketBuilder()
                .subprotocols("v1")
                .buildAsync(
                        URI.create(upstream.uri("/ws").toString().replace("http:", "ws:")), new WebSocket.Listener() {})
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** The smallest client that reconnects and remembers the last event that was complete. */
    private static void reconnectingReader(Upstream upstream) {
        Thread.ofVirtual().start(() -> {
            String lastId = "";
            for (int i = 0; i < 2; i++) {
                lastId = lastCompleteId(upstream, lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n");
            }
        });
    }

    private static String lastCompleteId(Upstream upstream, String field) {
        try (var socket = new Socket("127.0.0.1", upstream.port())) {
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\n" + field + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String stream = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return COMPLETE.matcher(stream).results().map(id -> id.group(1)).reduce("", (earlier, later) -> later);
        } catch (IOException gone) {
            return "";
        }
    }
}
