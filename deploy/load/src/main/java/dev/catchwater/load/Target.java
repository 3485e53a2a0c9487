package dev.catchwater.load;

import java.net.URI;
import java.util.List;

/**
 * What every client asks, and by how many connections at the most.
 *
 * @param connections of the pool; JDK and OkHttp have no such bound
 */
public record Target(URI uri, int connections) {
    /** The fields every client sends, no more and no fewer, besides Host. */
    public static final List<Field> FIELDS = List.of(
            new Field("User-Agent", "load"),
            new Field("Accept-Encoding", "gzip"),
            new Field("Connection", "keep-alive"));

    /** A header field. */
    public record Field(String name, String value) {}

    /** The length of the body that well-behaved origins answer with. */
    public static final int BODY_BYTES = 1_024;

    public Target(String uri, int connections) {
        this(URI.create(uri), connections);
    }
}
