package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.Served;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients send to be understood in two ways: each case and its answer, and no byte of it reaches the origin. */
// Longer than the house allows: one table, which is read as a whole.
class HostileInputTest {
    /** In HTTP/1.0 where the version was not read. */
    private static final String ANSWER = "(?s)HTTP/1\\.[01] %d .*";

    private static final String TO = "Host: a.test\r\n";
    private static final String POST = "POST / HTTP/1.1\r\n" + TO;
    private static final String GET = "GET / HTTP/1.1\r\n" + TO;

    @HttpMock
    Upstream upstream;

    private Node node;

    @BeforeEach
    void start() {
        upstream.when(Match.any()).reply(Reply.ok("the origin's"));
        node = new Node(Node.quick(Duration.ofMillis(700)), Optional.empty(), upstream.uri("/"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static Arguments a(String name, String bytes, int status) {
        return Arguments.of(name, bytes, status);
    }

    /** RFC 9112 §6: where the body ends. */
    static Stream<Arguments> framing() {
        return Stream.of(
                a(
                        "length, then coding",
                        POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400),
                a(
                        "coding, then length",
                        POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                        400),
                a("two lengths", POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400),
                a("one length twice", POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400),
                a("a list of lengths", POST + "Content-Length: 5, 5\r\n\r\nhello", 400),
                a("a signed length", POST + "Content-Length: +5\r\n\r\nhello", 400),
                a("a negative length", POST + "Content-Length: -5\r\n\r\nhello", 400),
                a("a hexadecimal length", POST + "Content-Length: 0x5\r\n\r\nhello", 400),
                a("no length at all", POST + "Content-Length: \r\n\r\nhello", 400),
                a("a length beyond numbers", POST + "Content-Length: 99999999999999999999\r\n\r\n", 413),
                a("a length beyond the route's", POST + "Content-Length: 9999999999\r\n\r\n", 413),
                a("chunked, and not last", POST + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", 400),
                a("chunked, and not first", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400),
                a("chunked twice", POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400),
                a(
                        "chunked in two lines",
                        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
                        400),
                a("chunked with a parameter", POST + "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n", 400),
                a(
                        "chunked behind a tab of the wrong kind",
                        POST + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                        400),
                a("an unknown coding", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
                a("identity", POST + "Transfer-Encoding: identity\r\n\r\n", 400),
                a(
                        "chunked in HTTP/1.0",
                        "POST / HTTP/1.0\r\n" + TO + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400));
    }

    /** RFC 9112 §2.2, §5: lines and fields. */
    static Stream<Arguments> lines() {
        return Stream.of(
                a("a bare LF behind a field", "GET / HTTP/1.1\r\nHost: a.test\nX: 1\r\n\r\n", 400),
                a("a bare LF behind the line", "GET / HTTP/1.1\n" + TO + "\r\n", 400),
                a("a bare LF at the end", GET + "X: 1\r\n\n", 400),
                a("a bare CR in a value", GET + "X: 1\rY: 2\r\n\r\n", 400),
                a("a bare CR in the line", "GET /\r HTTP/1.1\r\n" + TO + "\r\n", 400),
                a("a NUL in a value", GET + "X: a\0b\r\n\r\n", 400),
                a("a folded field", GET + "X: 1\r\n 2\r\n\r\n", 400),
                a("a fold before the first field", "GET / HTTP/1.1\r\n Host: a.test\r\n\r\n", 400),
                a("space before the colon", GET + "Content-Length : 5\r\n\r\nhello", 400),
                a("a tab before the colon", GET + "X\t: 5\r\n\r\n", 400),
                a("space in a name", GET + "X Y: 5\r\n\r\n", 400),
                a("no name", GET + ": 5\r\n\r\n", 400),
                a("no colon", GET + "X\r\n\r\n", 400),
                a("two empty lines before", "\r\n\r\n" + GET + "\r\n", 400),
                a("too many fields", GET + "X: 1\r\n".repeat(200) + "\r\n", 431),
                a("a field too long", GET + "X: " + "x".repeat(40_000) + "\r\n\r\n", 431),
                a("a target too long", "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n" + TO + "\r\n", 414),
                a("an unknown expectation", POST + "Expect: wonders\r\nContent-Length: 0\r\n\r\n", 417));
    }

    /** RFC 9112 §3, RFC 9110 §7: what is asked for, and of whom. */
    static Stream<Arguments> targets() {
        return Stream.of(
                a("HTTP/0.9", "GET /\r\n\r\n", 400),
                a("HTTP/1.2", "GET / HTTP/1.2\r\n" + TO + "\r\n", 505),
                a("HTTP/2.0 in a line", "GET / HTTP/2.0\r\n" + TO + "\r\n", 505),
                a("another preface", "PRI * HTTP/2.0\r\n\r\nSX\r\n\r\n", 505),
                a("two spaces", "GET  / HTTP/1.1\r\n" + TO + "\r\n", 400),
                a("letters beyond ASCII", "GET /\u00e9 HTTP/1.1\r\n" + TO + "\r\n", 400),
                a("no Host", "GET / HTTP/1.1\r\n\r\n", 400),
                a("two Hosts", GET + "Host: b.test\r\n\r\n", 400),
                a("an empty Host", "GET http://a.test/ HTTP/1.1\r\nHost:\r\n\r\n", 400),
                a("a Host with a user", "GET / HTTP/1.1\r\nHost: b.test@a.test\r\n\r\n", 400),
                a("a Host with a path", "GET / HTTP/1.1\r\nHost: a.test/x\r\n\r\n", 400),
                a("a list of Hosts", "GET / HTTP/1.1\r\nHost: a.test, b.test\r\n\r\n", 400),
                a("a Host with a port that is none", "GET / HTTP/1.1\r\nHost: a.test:99999\r\n\r\n", 400),
                a("an absolute target of another server", "GET http://b.test/ HTTP/1.1\r\n" + TO + "\r\n", 400),
                a("an absolute target with a user", "GET http://x@a.test/ HTTP/1.1\r\n" + TO + "\r\n", 400),
                a("an absolute target over TLS", "GET https://a.test/ HTTP/1.1\r\n" + TO + "\r\n", 400),
                a("another scheme", "GET file:///etc/passwd HTTP/1.1\r\n" + TO + "\r\n", 400),
                a("a tunnel", "CONNECT a.test:443 HTTP/1.1\r\n" + TO + "\r\n", 501),
                a("an asterisk", "GET * HTTP/1.1\r\n" + TO + "\r\n", 400),
                a("a request that has been here", GET + "CDN-Loop: other, catchwater;v=1\r\n\r\n", 508));
    }

    /** Paths that a cache and an origin may take for different ones (web cache deception). */
    static Stream<Arguments> paths() {
        return Stream.of(
                        "/a/../b",
                        "/a/..",
                        "/./a",
                        "/%2e%2e/a",
                        "/a%2fb",
                        "/a%5cb",
                        "/a\\b",
                        "/a%00.css",
                        "/a%0d%0aX:1",
                        "/a/..;/b",
                        "/%252e%252e/a",
                        "/a%2",
                        "/a#b",
                        "/a%2F..%2Fb")
                .map(path -> a(path, "GET " + path + " HTTP/1.1\r\n" + TO + "\r\n", 400));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"framing", "lines", "targets", "paths"})
    void isRefusedBeforeAnyByteGoesToTheOrigin(String name, String bytes, int status) throws IOException {
        try (Raw raw = new Raw(node.port())) {
            String answer = raw.send(bytes).toEnd();
            assertThat(answer).matches(ANSWER.formatted(status)).contains("Connection: close");
            assertThat(answer.indexOf("HTTP/1.", 1)).as("a second answer").isNegative();
        }
        assertThat(upstream.requests()).isEmpty();
        assertThat(node.served).hasSize(1).allMatch(served -> served.how() == Served.How.REFUSED);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"framing", "lines"})
    void theSameInPiecesIsRefusedAlike(String name, String bytes, int status) throws IOException {
        try (Raw raw = new Raw(node.port())) {
            for (int i = 0; i < Math.min(bytes.length(), 300); i++) {
                raw.send(bytes.substring(i, i + 1));
            }
            if (bytes.length() > 300) {
                raw.send(bytes.substring(300));
            }
            assertThat(raw.toEnd()).matches(ANSWER.formatted(status));
        } catch (SocketException closedBeforeTheLastByte) {
            // refused as soon as it could be told
        }
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void whatIsPipelinedBehindASoundRequestIsRefusedInItsTurn() throws IOException {
        try (Raw raw = new Raw(node.port())) {
            String answers = raw.send(GET + "\r\n" + GET + "X : 1\r\n\r\n" + GET + "\r\n")
                    .toEnd();
            assertThat(answers).startsWith("HTTP/1.1 200 ").contains("the origin's", " 400 Bad Request");
        }
        assertThat(upstream.requests()).hasSize(1);
    }

    /** The origin hears of the request, but never of its end. */
    @ParameterizedTest
    @MethodSource("chunks")
    void aBodyWhoseChunksAreWrongIsCutOff(String name, String chunks, int ignored) throws IOException {
        try (Raw raw = new Raw(node.port())) {
            assertThat(raw.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks)
                            .toEnd())
                    .doesNotContain("HTTP/1.1 200");
        }
        assertThat(upstream.requests()).isEmpty();
    }

    static Stream<Arguments> chunks() {
        return Stream.of(
                a("an extension too long", "5;" + "x".repeat(300) + "\r\nhello\r\n0\r\n\r\n", 0),
                a("many extensions", ("1;" + "x".repeat(250) + "\r\na\r\n").repeat(100) + "0\r\n\r\n", 0),
                a("a size that is none", "5x\r\nhello\r\n0\r\n\r\n", 0),
                a("a size beyond numbers", "1" + "0".repeat(16) + "\r\n", 0),
                a("a bare LF behind a size", "5\nhello\r\n0\r\n\r\n", 0),
                a("a longer chunk", "3\r\nhello\r\n0\r\n\r\n", 0),
                a("trailers without end", "0\r\n" + "X: 1\r\n".repeat(2_000), 0));
    }

    @Test
    void aHeadThatDoesNotComeToItsEndIsNotWaitedFor() throws IOException {
        try (Raw raw = new Raw(node.port())) {
            assertThat(raw.send("GET / HTTP/1.1\r\nHost: a").toEnd()).matches(ANSWER.formatted(408));
        }
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void aReaderThatTakesNothingLosesItsResponse() throws IOException {
        upstream.when(Match.get("/big")).reply(Reply.ok("x".repeat(30_000_000)));
        try (Raw raw = new Raw(node.port())) {
            raw.send("GET /big HTTP/1.1\r\n" + TO + "\r\n").until("\r\n\r\n");
            await().atMost(Duration.ofSeconds(20)).until(() -> node.plane.inFlight() == 0);
        }
        assertThat(node.served.getLast().bytes()).isLessThan(30_000_000);
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        try (Raw raw = new Raw(node.port())) {
            assertThat(raw.send(POST + "Content-Length: 5\r\n\r\nhe").until("\r\n"))
                    .startsWith("HTTP/1.1 400");
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> node.plane.inFlight() == 0);
    }

    @Test
    void whatNoCacheKeysDoesNotReachTheOrigin() throws IOException {
        try (Raw raw = new Raw(node.port())) {
            raw.send(GET
                            + "X-Forwarded-Host: evil.test\r\nX-Original-URL: /admin\r\nX-HTTP-Method-Override: DELETE\r\n"
                            + "Forwarded: host=evil.test\r\nX-Forwarded-Proto: gopher\r\nConnection: close, Cookie\r\n"
                            + "Cookie: a=1\r\nRange: bytes=" + "0-,".repeat(50) + "0-\r\n\r\n")
                    .toEnd();
        }
        var asked = upstream.requests().getFirst();
        assertThat(asked.headers().keySet().stream().map(String::toLowerCase))
                .doesNotContain("x-forwarded-host", "x-original-url", "x-http-method-override", "range")
                .contains("cookie");
        assertThat(asked.header("X-Forwarded-Proto")).contains("http");
        assertThat(asked.header("Forwarded")).contains("for=127.0.0.1;host=\"a.test\";proto=http;by=_catchwater");
    }

    @Test
    void anAnswerThatCouldBeTwoIsNone() throws IOException {
        upstream.when(Match.get("/split"))
                .reply(Reply.raw("HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b=1\r\nContent-Length: 2\r\n\r\nok"));
        upstream.when(Match.get("/both"))
                .reply(
                        Reply.raw(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\nCache-Control: max-age=9\r\n\r\nok"));
        for (String path : new String[] {"/split", "/both"}) {
            try (Raw raw = new Raw(node.port())) {
                String answer = raw.send("GET " + path + " HTTP/1.1\r\n" + TO + "Connection: close\r\n\r\n")
                        .toEnd();
                assertThat(answer).startsWith("HTTP/1.1 502 ").doesNotContain("Set-Cookie");
            }
        }
    }
}
