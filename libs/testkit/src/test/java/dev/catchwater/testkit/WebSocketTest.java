package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSockets as Java's own client sees them, plain and over TLS. */
class WebSocketTest {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private HttpClient client;

    @HttpMock(tls = true)
    Upstream upstream;

    @BeforeEach
    void open() {
        client = HttpClient.newBuilder().sslContext(upstream.trusting()).build();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void messagesGoBothWaysAndTheTestSaysWhatItExpects() throws Exception {
        Opened<WsHandle> sockets = upstream.when(Match.get("/ws")).webSocket("v2", "v1");
        WebSocket socket = connect("v1", "v0");
        WsHandle handle = sockets.next();
        assertThat(handle.subprotocol()).contains("v1");
        assertThat(socket.getSubprotocol()).isEqualTo("v1");
        socket.sendText("he", false).join();
        socket.sendText("llo", true).join();
        socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();
        handle.expectText("hello").expectBinary(new byte[] {1, 2});
        handle.send("text");
        handle.sendFragments("a", "b", "c");
        handle.send(new byte[70_000]);
        assertThat(next()).isEqualTo("text:text");
        assertThat(next() + next() + next()).isEqualTo("part:apart:btext:c");
        assertThat(next()).isEqualTo("binary:70000");
    }

    @Test
    void pingsAreAnsweredUntilTheTestForbidsIt() throws Exception {
        Opened<WsHandle> sockets = upstream.when(Match.get("/ws")).webSocket();
        WebSocket socket = connect();
        WsHandle handle = sockets.next();
        socket.sendPing(ByteBuffer.wrap("one".getBytes(StandardCharsets.UTF_8))).join();
        assertThat(next()).isEqualTo("pong:one");
        handle.expectPing("one").ping("two");
        handle.expectPong("two");
        assertThat(next()).isEqualTo("ping:two");
        handle.answerPings(false);
        socket.sendPing(ByteBuffer.wrap("three".getBytes(StandardCharsets.UTF_8)))
                .join();
        handle.expectPing("three").send("end");
        assertThat(next()).isEqualTo("text:end");
    }

    @Test
    void bothSidesMayCloseAndTheOtherSeesTheCode() throws Exception {
        Opened<WsHandle> sockets = upstream.when(Match.get("/ws")).webSocket();
        WebSocket socket = connect();
        sockets.next().close(4001, "enough");
        assertThat(next()).isEqualTo("close:4001 enough");
        socket = connect();
        WsHandle handle = sockets.next();
        socket.sendClose(1001, "bye").join();
        handle.expectClose(1001);
        assertThat(next()).startsWith("close:1001");
        assertThat(handle.awaitClosed(Upstream.PATIENCE)).isTrue();
        assertThatThrownBy(handle::next).isInstanceOf(AssertionError.class).hasMessageContaining("has ended");
        assertThat(upstream.disconnects()).isEmpty();
    }

    @Test
    void aSocketThatIsDroppedOrResetEndsWithoutACloseFrame() throws Exception {
        Opened<WsHandle> sockets = upstream.when(Match.get("/ws")).webSocket();
        connect();
        sockets.next().drop();
        assertThat(next()).startsWith("close:1006");
        connect();
        sockets.next().reset();
        assertThat(next()).startsWith("error:");
    }

    @Test
    void aClientThatVanishesIsADisconnect() throws Exception {
        Opened<WsHandle> sockets = upstream.when(Match.get("/ws")).webSocket();
        WebSocket socket = connect();
        WsHandle handle = sockets.next();
        socket.abort();
        assertThat(handle.awaitClosed(Upstream.PATIENCE)).isTrue();
        assertThat(upstream.awaitDisconnect(Upstream.PATIENCE).request().path()).isEqualTo("/ws");
    }

    @Test
    void aHandshakeIsRefusedByAnyOtherReply() {
        upstream.when(Match.get("/ws")).reply(Reply.status(403));
        assertThatThrownBy(this::connect)
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .extracting(e -> ((WebSocketHandshakeException) e).getResponse().statusCode())
                .isEqualTo(403);
    }

    @Test
    void brokenBytesGoOutAsTheyAre() throws Exception {
        Opened<WsHandle> sockets = upstream.when(Match.get("/ws")).webSocket();
        connect();
        sockets.next().raw(new byte[] {(byte) 0xFF, 0});
        assertThat(next()).startsWith("error:");
    }

    @Test
    void aRequestThatIsNoHandshakeIsAnswered426AndComplainedAbout(@HttpMock Upstream plain) throws Exception {
        plain.when(Match.get("/ws")).webSocket();
        try (var raw = new RawClient(plain).get("/ws")) {
            assertThat(raw.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 426 ").contains("Sec-WebSocket-Version: 13");
        }
        assertThat(plain.takeComplaints()).singleElement().asString().contains("handshake");
    }

    @Test
    void aClientsFrameWithoutAMaskIsAProtocolError(@HttpMock Upstream plain) throws Exception {
        plain.when(Match.get("/ws")).webSocket();
        try (var raw = new RawClient(plain)) {
            raw.send("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .readUntil("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"); // RFC 6455 §1.3
            raw.send("\u0081\u0001a");
            assertThat(raw.readToEnd().text()).isEqualTo("\u0088\u0002\u0003\u00EA");
        }
        assertThat(plain.takeComplaints()).singleElement().asString().contains("not masked");
    }

    @Test
    void whatWasNotExpectedIsNamed() throws Exception {
        Opened<WsHandle> sockets = upstream.when(Match.get("/ws")).webSocket();
        connect().sendText("actual", true).join();
        WsHandle handle = sockets.next();
        assertThatThrownBy(() -> handle.expectText("wanted"))
                .hasMessage("Expected Text[text=wanted]\n but was Text[text=actual]");
        assertThatThrownBy(() -> handle.next(Duration.ofMillis(1))).isInstanceOf(AssertionError.class);
    }

    private String next() throws InterruptedException {
        return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
    }

    private WebSocket connect(String... subprotocols) {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        URI uri = URI.create(upstream.uri("/ws").toString().replace("https:", "wss:"));
        return builder.buildAsync(uri, new Listener())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private final class Listener implements WebSocket.Listener {
        private int size;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            seen.add((last ? "text:" : "part:") + data);
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            size += data.remaining();
            if (last) {
                seen.add("binary:" + size);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            seen.add("ping:" + new String(bytes(message), StandardCharsets.UTF_8));
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            seen.add("pong:" + new String(bytes(message), StandardCharsets.UTF_8));
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            seen.add("close:" + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            seen.add("error:" + error);
        }

        private static byte[] bytes(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }
    }
}
