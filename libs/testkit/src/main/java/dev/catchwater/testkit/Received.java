package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.RawRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request that an {@link Upstream} received, read to the end of its body. */
public final class Received {
    private final RawRequest raw;
    private final long connection;
    private final Instant at;

    Received(RawRequest raw, long connection, Instant at) {
        this.raw = raw;
        this.connection = connection;
        this.at = at;
    }

    public String method() {
        return raw.method();
    }

    /** {@code HTTP/1.1} or {@code HTTP/2}. */
    public String version() {
        return raw.version();
    }

    /** The path as it was sent, percent-encoding untouched, without the query. */
    public String path() {
        return raw.target().split("\\?", 2)[0];
    }

    /** What follows the question mark, as it was sent; empty without one. */
    public String query() {
        String[] parts = raw.target().split("\\?", 2);
        return parts.length == 2 ? parts[1] : "";
    }

    /** The decoded values of a query parameter, in order. */
    public List<String> queryValues(String name) {
        return Arrays.stream(query().split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .filter(pair -> decoded(pair[0]).equals(name))
                .map(pair -> pair.length == 2 ? decoded(pair[1]) : "")
                .toList();
    }

    /** All fields; names compare without case. */
    public Map<String, List<String>> headers() {
        return raw.headers();
    }

    /** The first value of a field. */
    public Optional<String> header(String name) {
        return raw.headers().getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The body as UTF-8; at most its first MiB. */
    public String body() {
        return new String(raw.keptBody(), StandardCharsets.UTF_8);
    }

    /** A copy of the body; at most its first MiB. */
    public byte[] bodyBytes() {
        return raw.keptBody().clone();
    }

    /** The length of the whole body in bytes, also of what was not kept. */
    public long bodyLength() {
        return raw.bodyLength();
    }

    /** When its last byte had been read. */
    public Instant at() {
        return at;
    }

    /** The number of its connection, from 1 in order of acceptance: equal numbers mean a reused connection. */
    public long connection() {
        return connection;
    }

    RawRequest raw() {
        return raw;
    }

    @Override
    public String toString() {
        return raw.method() + " " + raw.target() + " on connection " + connection;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
