package dev.catchwater.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One scripted answer, immutable: every method returns a new one. Nothing is added to what is said here but the framing
 * (Content-Length or Transfer-Encoding), and that only where it was not set by hand: no Date, no Server.
 */
public final class Reply {
    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final Payload payload;
    private final Ending ending;
    private final Duration delay;

    private Reply(int status, List<Map.Entry<String, String>> headers, Payload payload, Ending ending, Duration delay) {
        this.status = status;
        this.headers = headers;
        this.payload = payload;
        this.ending = ending;
        this.delay = delay;
    }

    /** A status, 100 to 999, without a body. */
    public static Reply status(int status) {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("a status has three digits: " + status);
        }
        return new Reply(status, List.of(), new Payload.Fixed(new byte[0]), new Ending.Whole(false), Duration.ZERO);
    }

    public static Reply ok() {
        return status(200);
    }

    /** 200 with a text body in UTF-8; no Content-Type. */
    public static Reply ok(String body) {
        return status(200).body(body);
    }

    /** 200 with a JSON body, typed {@code application/json}. */
    public static Reply json(String json) {
        return ok(json).header("Content-Type", "application/json");
    }

    /** A redirect: status 301, 302, 303, 307 or 308 and the Location as given. */
    public static Reply redirect(int status, String location) {
        return status(status).header("Location", location);
    }

    /** The reply unless the request's If-None-Match holds the tag, else 304; both carry the ETag. */
    public static Answer revalidating(String etag, Reply full) {
        return request -> request.header("If-None-Match").orElse("").contains(etag)
                ? status(304).header("ETag", etag)
                : full.header("ETag", etag);
    }

    /** 200 whose chunked body the test writes; the script gets the handle on a virtual thread once the head is out. */
    public static Reply stream(Consumer<StreamHandle> script) {
        return ok().streaming(script);
    }

    /** 200 {@code text/event-stream} whose events the test writes; the script runs as with {@link #stream}. */
    public static Reply sse(Consumer<SseHandle> script) {
        return stream(handle -> script.accept(new SseHandle(handle)))
                .header("Content-Type", "text/event-stream")
                .header("Cache-Control", "no-cache");
    }

    /** A WebSocket that the test speaks; the script gets the handle on a virtual thread once the handshake is out. */
    public static Reply webSocket(Consumer<WsHandle> script, String... subprotocols) {
        return ok().with(new Payload.WebSocket(List.of(subprotocols), script));
    }

    /** A reset of the connection (the client sees ECONNRESET) instead of an answer. */
    public static Reply reset() {
        return ok().with(new Payload.Reset());
    }

    /** RST_STREAM instead of an answer: other streams of an HTTP/2 connection go on. Under HTTP/1.1 {@link #reset()}. */
    public static Reply resetStream(Http2Error error) {
        return ok().with(new Payload.ResetStream(error));
    }

    /**
     * GOAWAY instead of an answer, then FIN: the request and those after it were not looked at and may be sent again
     * (RFC 9113 §6.8). Under HTTP/1.1 FIN alone.
     */
    public static Reply goAway(Http2Error error) {
        return ok().with(new Payload.GoAway(error));
    }

    /** No answer, ever; the connection stays open until the client or the upstream closes it. */
    public static Reply never() {
        return ok().with(new Payload.Silence());
    }

    /** These characters (ISO 8859-1) in place of an answer, then the end of the connection: heads that break the rules. */
    public static Reply raw(String bytes) {
        return ok().with(new Payload.Raw(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** So many random bytes, the same ones each time, in place of an answer; then the end of the connection. */
    public static Reply garbage(int bytes) {
        return ok().with(new Payload.Raw(Noise.bytes(bytes)));
    }

    /** Adds a field; the same name twice makes two lines. */
    public Reply header(String name, String value) {
        return new Reply(
                status,
                Stream.concat(headers.stream(), Stream.of(Map.entry(name, value)))
                        .toList(),
                payload,
                ending,
                delay);
    }

    public Reply body(String body) {
        return body(body.getBytes(StandardCharsets.UTF_8));
    }

    public Reply body(byte[] body) {
        return with(new Payload.Fixed(body.clone()));
    }

    /** A chunked body, one HTTP chunk per part, with a pause before each but the first. */
    public Reply chunks(List<String> parts, Duration gap) {
        return with(new Payload.Chunks(
                parts.stream().map(p -> p.getBytes(StandardCharsets.UTF_8)).toList(), gap));
    }

    /** A chunked body, one HTTP chunk per part. */
    public Reply chunks(String... parts) {
        return chunks(List.of(parts), Duration.ZERO);
    }

    /** The body in parts of so many bytes, each this long after the one before; for bodies known as a whole. */
    public Reply drip(int bytes, Duration every) {
        if (bytes < 1 || !(payload instanceof Payload.Fixed fixed)) {
            throw new IllegalStateException("only a whole body drips, by one byte at least");
        }
        return with(new Payload.Fixed(fixed.bytes(), bytes, every));
    }

    /** Fields of so many bytes in all on top of the others, a thousand in each: a head larger than clients take. */
    public Reply oversizedHead(int bytes) {
        Reply grown = this;
        for (int left = bytes; left > 0; left -= 1000) {
            grown = grown.header(
                    "X-Padding", "x".repeat(Math.max(1, Math.min(left, 1000) - "X-Padding: \r\n".length())));
        }
        return grown;
    }

    /** This status and these fields with a chunked body that the test writes. */
    public Reply streaming(Consumer<StreamHandle> script) {
        return with(new Payload.Live(script));
    }

    /**
     * How long to wait before the head (or the reset) goes out, in real time or by the upstream's
     * {@linkplain Upstream#useTime clock}; a client that leaves meanwhile gets nothing.
     */
    public Reply delay(Duration delay) {
        return new Reply(status, headers, payload, ending, delay);
    }

    /**
     * Resets the connection after the head and this many bytes of the body; 0 means right after the head. They reach a
     * client that reads; what does not fit into the receive buffer of one that does not is lost by the reset.
     */
    public Reply resetAfter(int bodyBytes) {
        return with(new Ending.Reset(checked(bodyBytes)));
    }

    /**
     * Ends the connection (FIN) after the head and this many bytes of the body, 0 means right after the head: fewer than
     * its Content-Length says, or without the final chunk where the body is chunked. What the client still sends is read.
     */
    public Reply truncateAfter(int bodyBytes) {
        return with(new Ending.Cut(checked(bodyBytes)));
    }

    /** RST_STREAM after the head and this many bytes of the body; under HTTP/1.1 {@link #resetAfter}. */
    public Reply resetStreamAfter(int bodyBytes, Http2Error error) {
        return with(new Ending.ResetStream(checked(bodyBytes), error));
    }

    /** After this many bytes of the body come random ones outside of all framing, then the end of the connection. */
    public Reply garbageAfter(int bodyBytes) {
        return with(new Ending.Garbage(checked(bodyBytes), Noise.bytes(64)));
    }

    /**
     * Ends the connection after a complete answer as a server does that shuts down: it says {@code Connection: close}
     * in the head, under HTTP/2 GOAWAY after the answer.
     */
    public Reply thenGoAway() {
        return header("Connection", "close");
    }

    /** Closes the connection after a complete answer without having said so, as an impatient server does. */
    public Reply thenClose() {
        return with(new Ending.Whole(true));
    }

    int status() {
        return status;
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    Payload payload() {
        return payload;
    }

    Ending ending() {
        return ending;
    }

    Duration delay() {
        return delay;
    }

    private static int checked(int bodyBytes) {
        if (bodyBytes < 0) {
            throw new IllegalArgumentException("a number of bytes: " + bodyBytes);
        }
        return bodyBytes;
    }

    private Reply with(Payload other) {
        return new Reply(status, headers, other, ending, delay);
    }

    private Reply with(Ending other) {
        return new Reply(status, headers, payload, other, delay);
    }
}
