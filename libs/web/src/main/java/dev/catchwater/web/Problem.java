package dev.catchwater.web;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Problem details as RFC 9457 defines them.
 *
 * @param type identifies the kind of problem; {@code about:blank} says no more than the status does
 * @param title the kind in a few words, the same for each occurrence
 * @param status the HTTP status, 400 to 599
 * @param detail this occurrence, for a person; never internals
 * @param instance identifies this occurrence
 * @param extensions further members: JSON-able values, whose names are not those above
 */
public record Problem(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable URI instance,
        Map<String, Object> extensions) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final URI BLANK = URI.create("about:blank");
    private static final String OURS = "urn:catchwater:problem:";

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the status is not an error's
     */
    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not the status of a problem: " + status);
        }
        extensions = Map.copyOf(extensions);
    }

    /** A problem that is told by its status alone. */
    public static Problem of(int status) {
        return new Problem(BLANK, StatusText.of(status), status, null, null, Map.of());
    }

    /** A problem that is told by its status and a sentence. */
    public static Problem of(int status, @Nullable String detail) {
        return of(status).withDetail(detail);
    }

    /**
     * A kind of our own, which a client can switch on.
     *
     * @param kind short and stable, such as {@code invalid-cursor}
     */
    public static Problem of(String kind, String title, int status, @Nullable String detail) {
        return new Problem(URI.create(OURS + kind), title, status, detail, null, Map.of());
    }

    public Problem withDetail(@Nullable String sentence) {
        return new Problem(type, title, status, sentence, instance, extensions);
    }

    public Problem withInstance(URI occurrence) {
        return new Problem(type, title, status, detail, occurrence, extensions);
    }

    /** The same with one more extension member. */
    public Problem with(String member, Object value) {
        var all = new LinkedHashMap<>(extensions);
        all.put(member, value);
        return new Problem(type, title, status, detail, instance, all);
    }

    /** The problem as a JSON object, extension members beside the standard ones (RFC 9457 §3.2). */
    public String toJson() {
        var json = new JsonObject().put("type", type.toString());
        json.put("title", title).put("status", status);
        if (detail != null) {
            json.put("detail", detail);
        }
        if (instance != null) {
            json.put("instance", instance.toString());
        }
        extensions.forEach((name, value) -> {
            if (!json.containsKey(name)) {
                json.put(name, value);
            }
        });
        return json.encode();
    }

    /** This problem, ready to be thrown. */
    public ProblemException asException() {
        return new ProblemException(this);
    }
}
