package dev.catchwater.edge.flow;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What origins may do instead of what they should, and what a client is told then. */
final class Lies {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private Lies() {}

    /** One line of the table. */
    record Lie(String name, String answer, LyingOrigin.Script script) {
        @Override
        public String toString() {
            return name + ": " + answer;
        }
    }

    /** What it says to each request's head; then it closes. */
    private static Lie says(String name, String answer, String text) {
        return new Lie(name, answer, peer -> {
            peer.head();
            peer.write(text);
        });
    }

    private static Lie head(String name, String answer, String fields) {
        return says(name, answer, OK + fields + "Content-Length: 5\r\n\r\nhello");
    }

    private static Lie endless(String name, String answer, String first, String again) {
        return new Lie(name, answer, peer -> {
            peer.head();
            peer.write(first).forEver(again);
        });
    }

    private static Stream<Lie> dead() {
        return Stream.of(
                says("closes without a word", "502 connection_terminated", ""),
                new Lie("resets", "502 connection_terminated", peer -> {
                    peer.head();
                    peer.reset();
                }),
                new Lie("closes before it is asked", "502 connection_terminated", peer -> {}),
                new Lie("is silent", "504 http_response_timeout", LyingOrigin.Peer::hold),
                new Lie("stops in its head", "504 http_response_timeout", peer -> {
                    peer.head();
                    peer.write(OK + "Content-Ty").hold();
                }),
                new Lie("stops in its body", "200 cut", peer -> {
                    peer.head();
                    peer.write(OK + "Content-Length: 9\r\n\r\nhello").hold();
                }),
                new Lie("trickles its head", "504 http_response_timeout", Lies::trickle));
    }

    private static void trickle(LyingOrigin.Peer peer) throws IOException {
        peer.head();
        peer.write(OK);
        while (true) {
            peer.write("X-A: 1\r\n");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static Stream<Lie> noHttp() {
        return Stream.of(
                says("speaks of itself", "502 http_protocol_error", "SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n"),
                says("has no head", "502 http_protocol_error", "<html>hello</html>\n\n"),
                says(
                        "alerts as TLS does",
                        "502 http_protocol_error",
                        "\u0015\u0003\u0003\u0000\u0002\u0002\u0028\r\n\r\n"),
                says("speaks HTTP/2", "502 http_protocol_error", "\0\0\0\u0004\0\0\0\0\0\r\n\r\n"),
                says("has no status", "502 http_protocol_error", "HTTP/1.1\r\n\r\n"),
                says("has a word for a status", "502 http_protocol_error", "HTTP/1.1 fine OK\r\n\r\n"),
                says(
                        "has a status of two digits",
                        "502 http_protocol_error",
                        "HTTP/1.1 99 X\r\nContent-Length: 0\r\n\r\n"),
                says(
                        "has a status of four digits",
                        "502 http_protocol_error",
                        "HTTP/1.1 1000 X\r\nContent-Length: 0\r\n\r\n"),
                endless("has a line without end", "502 http_response_header_section_size", "", "y".repeat(9_999)),
                endless("has garbage without end", "502 http_protocol_error", "", "\u0007\u0001 y z\r\n"));
    }

    private static Stream<Lie> heads() {
        return Stream.of(
                head(
                        "a field of 100 KiB",
                        "502 http_response_header_section_size",
                        "X: " + "y".repeat(100_000) + "\r\n"),
                head("9,999 fields", "502 http_response_header_section_size", "X-A: 1234\r\n".repeat(9_999)),
                endless("fields without end", "502 http_response_header_section_size", OK, "X-A: 1\r\n"),
                head("a name with a space, of which the first word counts", "200 whole", "X Y: 1\r\n"),
                head("a line without a colon", "502 http_protocol_error", "X\r\n"),
                head("a NUL in a value", "502 http_protocol_error", "X: a\0b\r\n"),
                head("a bare CR in a value", "502 http_protocol_error", "X: a\rY: b\r\n"),
                head("2,000 names in Vary", "200 whole", "Vary: " + "x-a, ".repeat(2_000) + "x-b\r\n"),
                head("an age that is none", "200 whole", "Age: much\r\nCache-Control: max-age=1e9, =, \"\r\n"),
                head("a date that is none", "200 whole", "Date: soon\r\nExpires: 0\r\nLast-Modified: never\r\n"),
                head("a life without end", "200 whole", "Cache-Control: max-age=99999999999999999999\r\n"),
                head("a Cache-Status of its own", "200 whole", "Cache-Status: catchwater;hit;;=\"\r\n"),
                head("5,000 tags", "200 whole", "Surrogate-Key: " + "tag-12345 ".repeat(5_000) + "\r\n"),
                head("a name that says how to read it", "200 whole", "Connection: Content-Length, close\r\n"));
    }

    private static Stream<Lie> framing() {
        return Stream.of(
                says("a body that is too short", "200 cut", OK + "Content-Length: 9\r\n\r\nhello"),
                says("a body that is too long", "200 whole", OK + "Content-Length: 5\r\n\r\nhello, world"),
                says(
                        "two lengths",
                        "502 http_protocol_error",
                        OK + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
                head("the same length twice", "502 http_protocol_error", "Content-Length: 5\r\n"),
                says("a list of lengths", "502 http_protocol_error", OK + "Content-Length: 5, 6\r\n\r\nhello"),
                says("a length below nought", "502 http_protocol_error", OK + "Content-Length: -5\r\n\r\nhello"),
                says("a length with a sign", "502 http_protocol_error", OK + "Content-Length: +5\r\n\r\nhello"),
                says("a word for a length", "502 http_protocol_error", OK + "Content-Length: five\r\n\r\nhello"),
                says(
                        "a length beyond all",
                        "502 http_protocol_error",
                        OK + "Content-Length: 99999999999999999999\r\n\r\nhello"),
                says("chunks that break off", "200 cut", OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
                says("a chunk that is none", "200 cut", OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"),
                says(
                        "a chunk beyond all",
                        "200 cut",
                        OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nffffffffff\r\nx"),
                says(
                        "a chunk longer than it says",
                        "200 cut",
                        OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello, world\r\n0\r\n\r\n"),
                endless("a size without end", "200 cut", OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "0"),
                endless(
                        "trailers without end",
                        "200 cut",
                        OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
                        "X-A: 1\r\n"),
                head("a length and chunks", "502 http_protocol_error", "Transfer-Encoding: chunked\r\n"),
                says("another coding", "502 http_protocol_error", OK + "Transfer-Encoding: gzip\r\n\r\nhello"),
                says(
                        "chunks of 1.0",
                        "502 http_protocol_error",
                        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
    }

    private static Stream<Lie> meanings() {
        return Stream.of(
                endless(
                        "100 without end",
                        "502 http_response_header_section_size",
                        "",
                        "HTTP/1.1 100 Continue\r\n\r\n"),
                endless(
                        "102 without end",
                        "502 http_response_header_section_size",
                        "",
                        "HTTP/1.1 102 Processing\r\n\r\n"),
                endless(
                        "103 without end",
                        "502 http_response_header_section_size",
                        "",
                        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
                says(
                        "a switch that nobody asked for",
                        "502 http_protocol_error",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
                says("content of 204", "204 whole", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello"),
                says("unchanged since never", "304 whole", "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n"),
                says(
                        "a part that nobody asked for",
                        "206 whole",
                        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-4/9\r\nContent-Length: 5\r\n\r\nhello"),
                says(
                        "a part of nothing",
                        "206 whole",
                        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 9-4/2\r\nContent-Length: 5\r\n\r\nhello"),
                head("a coding that it is not in", "200 whole", "Content-Encoding: gzip\r\n"));
    }

    static Stream<Lie> all() {
        return Stream.of(dead(), noHttp(), heads(), framing(), meanings()).flatMap(lies -> lies);
    }
}
