package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP/2 without TLS: by upgrade, by prior knowledge, and what must not get down into HTTP/1.1 by it. */
class Http2Test {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;

    @HttpMock
    Upstream upstream;

    private Node node;

    @BeforeEach
    void start() {
        upstream.when(Match.any()).reply(Reply.ok("the origin's"));
        node = new Node(upstream.uri("/"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aClientMayUpgradeOrBeginWithIt() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + node.port() + "/a");
            HttpResponse<String> first =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
            HttpResponse<String> second = client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofString("body"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(second.body()).isEqualTo("the origin's");
            assertThat(second.headers().firstValue("via")).contains("1.1 catchwater");
        }
        assertThat(upstream.requests().getLast().body()).isEqualTo("body");
        assertThat(upstream.requests().getLast().header("Via")).contains("2 catchwater");
        assertThat(ask(":method", "GET", ":scheme", "http", ":authority", "a.test", ":path", "/"))
                .isEqualTo("200");
    }

    /** RFC 9110 §15.2. */
    @Test
    void anInterimAnswerComesBeforeTheAnswer() throws IOException {
        upstream.when(Match.get("/early"))
                .reply(Reply.raw("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        try (Raw raw = begin()) {
            raw.send(frame(
                    HEADERS, 5, 1, head(":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/early")));
            assertThat(answer(raw, 1)).isEqualTo("102");
            assertThat(answer(raw, 1)).isEqualTo("200");
        }
    }

    private static Arguments a(String name, String... fields) {
        return Arguments.of(name, fields);
    }

    static Stream<Arguments> tricks() {
        String[] get = {":method", "GET", ":scheme", "http", ":authority", "a.test", ":path", "/"};
        return Stream.of(
                a("a coding", and(get, "transfer-encoding", "chunked")),
                a("a connection", and(get, "connection", "close")),
                a("an upgrade", and(get, "upgrade", "websocket")),
                a("TE of another kind", and(get, "te", "gzip")),
                a("a capital letter", and(get, "X-A", "1")),
                a("a line in a value", and(get, "x-a", "1\r\nx-b: 2")),
                a("a bare LF in a value", and(get, "x-a", "1\n2")),
                a("a NUL in a value", and(get, "x-a", "1\0")),
                a("a line in a name", and(get, "x-a: 1\r\nx-b", "2")),
                a("a space in a name", and(get, "x a", "2")),
                a("another Host", and(get, "host", "b.test")),
                a("a pseudo-field behind others", and(get, "x-a", "1", ":path", "/b")),
                a("an unknown pseudo-field", and(get, ":evil", "1")),
                a("two lengths", and(get, "content-length", "1", "content-length", "2")),
                a("a length without content", and(get, "content-length", "5")),
                a(
                        "a line in the method",
                        ":method",
                        "GET / HTTP/1.1\r\nx: y",
                        ":scheme",
                        "http",
                        ":authority",
                        "a.test",
                        ":path",
                        "/"),
                a(
                        "a line in the path",
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":authority",
                        "a.test",
                        ":path",
                        "/ HTTP/1.1\r\nx: y"),
                a("a space in the path", ":method", "GET", ":scheme", "http", ":authority", "a.test", ":path", "/a b"),
                a("no path", ":method", "GET", ":scheme", "http", ":authority", "a.test"),
                a("an empty path", ":method", "GET", ":scheme", "http", ":authority", "a.test", ":path", ""),
                a(
                        "two paths",
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":authority",
                        "a.test",
                        ":path",
                        "/",
                        ":path",
                        "/b"),
                a("no authority", ":method", "GET", ":scheme", "http", ":path", "/"),
                a(
                        "an authority with a user",
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":authority",
                        "x@a.test",
                        ":path",
                        "/"),
                a("a dot segment", ":method", "GET", ":scheme", "http", ":authority", "a.test", ":path", "/a/../b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void tricksOfDowngradingAreRefusedBeforeAnyByteGoesToTheOrigin(String name, String[] fields) throws IOException {
        assertThat(ask(fields)).isIn("400", "reset", "gone");
        assertThat(upstream.requests()).isEmpty();
    }

    /** RFC 9113 §10.5: streams that are opened only to be reset. */
    @Test
    void whoOpensAndResetsStreamsIsSentAway() throws IOException {
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        byte[] head = head(":method", "GET", ":scheme", "http", ":authority", "a.test", ":path", "/");
        for (int stream = 1; stream < 4_000; stream += 2) {
            flood.write(frame(HEADERS, 5, stream, head));
            flood.write(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
        }
        try (Raw raw = begin()) {
            raw.send(flood.toByteArray());
            assertThat(answer(raw, 1_000_000_001)).isEqualTo("gone");
        } catch (SocketException closedAlready) {
            // while the flood was still coming
        }
        assertThat(upstream.requests().size()).isLessThan(1_000);
    }

    private static String[] and(String[] some, String... more) {
        return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private String ask(String... fields) throws IOException {
        try (Raw raw = begin()) {
            raw.send(frame(HEADERS, 5, 1, head(fields)));
            return answer(raw, 1);
        }
    }

    private Raw begin() throws IOException {
        return new Raw(node.port()).send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send(frame(SETTINGS, 0, 0, new byte[0]));
    }

    /** The status that comes for a stream, or what becomes of it instead. */
    private static String answer(Raw raw, int stream) throws IOException {
        while (true) {
            byte[] head = raw.bytes(9);
            if (head.length < 9) {
                return "gone";
            }
            int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
            byte[] payload = raw.bytes(length);
            int id = (head[5] & 0x7f) << 24 | (head[6] & 0xff) << 16 | (head[7] & 0xff) << 8 | (head[8] & 0xff);
            if (head[3] == GO_AWAY) {
                return "gone";
            }
            if (id == stream && head[3] == RST_STREAM) {
                return "reset";
            }
            if (id == stream && head[3] == HEADERS) {
                int priority = (head[4] & 0x20) == 0 ? 0 : 5;
                return status(Arrays.copyOfRange(payload, priority, payload.length));
            }
            if (id == stream && head[3] == DATA) {
                throw new EOFException("content before a head");
            }
        }
    }

    private static String status(byte[] block) {
        try {
            return String.valueOf(new DefaultHttp2HeadersDecoder()
                    .decodeHeaders(1, Unpooled.wrappedBuffer(block))
                    .status());
        } catch (Http2Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        byte[] frame = new byte[9 + payload.length];
        frame[0] = (byte) (payload.length >> 16);
        frame[1] = (byte) (payload.length >> 8);
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[5] = (byte) (stream >> 24);
        frame[6] = (byte) (stream >> 16);
        frame[7] = (byte) (stream >> 8);
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, 9, payload.length);
        return frame;
    }

    /** Literal fields that are never indexed (RFC 7541 §6.2.3). */
    private static byte[] head(String... fields) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            head.write(0x10);
            for (String text : new String[] {fields[i], fields[i + 1]}) {
                byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                head.write(bytes.length);
                head.writeBytes(bytes);
            }
        }
        return head.toByteArray();
    }
}
