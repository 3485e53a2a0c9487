package dev.catchwater.load.origin;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.TreeMap;

/** A server's own log, on its event loop: what was accepted, what is open, what was asked and how. */
public final class Counts {
    private final Map<String, Integer> heads = new TreeMap<>();
    private volatile int accepted;
    private volatile int open;
    private volatile int requests;

    // One thread writes.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void opened(HttpConnection connection) {
        accepted++;
        open++;
        connection.closeHandler(closed -> open--);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void asked(HttpServerRequest request) {
        requests++;
        if (requests <= 1_000) {
            heads.merge(head(request), 1, Integer::sum);
        }
    }

    /** Fields in the order of their names: that is not what clients are compared by. */
    private static String head(HttpServerRequest request) {
        Map<String, String> fields = new TreeMap<>();
        request.headers().forEach((name, value) -> {
            String key = name.toLowerCase(java.util.Locale.ROOT);
            fields.merge(key, value, (one, other) -> one + " and again " + other);
        });
        fields.computeIfPresent("host", (host, value) -> value.replaceAll(":\\d+$", ""));
        return request.method() + " " + request.uri() + " " + request.version() + " " + fields;
    }

    public int accepted() {
        return accepted;
    }

    /** Now. */
    public int open() {
        return open;
    }

    public int requests() {
        return requests;
    }

    /** The first thousand requests' lines and fields, the port left out, and how many came with them. */
    public Map<String, Integer> heads() {
        return Map.copyOf(heads);
    }

    /** The question's own connection is left out. */
    @Override
    public String toString() {
        return "accepted=" + (accepted - 1) + "\nopen=" + (open - 1) + "\nrequests=" + requests + "\n"
                + String.join("\n", heads.keySet());
    }
}
