package dev.catchwater.fairlead.conditional;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import java.util.Optional;

/**
 * What a server said about the version of what it sent (RFC 9110 §8.8), to be kept with it and sent back. Both are
 * kept as sent: a Last-Modified is compared by its server, which may compare letters.
 *
 * @param etag the ETag, quotes and weakness included
 * @param lastModified the Last-Modified
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {
    private static final int MAX_CHARS = 1_024;

    /** Nothing known. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    /** Those of an answer; absurdly long ones, and those that no request may carry, count as absent. */
    public static Validators of(Headers headers) {
        return new Validators(bounded(headers, "ETag"), bounded(headers, "Last-Modified"));
    }

    /** The request, to be answered 304 if nothing changed (RFC 9110 §13.1). */
    public Request apply(Request request) {
        Request conditional = request;
        if (etag.isPresent()) {
            conditional = conditional.withHeader("If-None-Match", etag.get());
        }
        if (lastModified.isPresent()) {
            conditional = conditional.withHeader("If-Modified-Since", lastModified.get());
        }
        return conditional;
    }

    /** These, with what a 304 says anew (RFC 9110 §15.4.5). */
    public Validators updatedBy(Headers notModified) {
        Validators fresh = of(notModified);
        return new Validators(fresh.etag.or(() -> etag), fresh.lastModified.or(() -> lastModified));
    }

    private static Optional<String> bounded(Headers headers, String name) {
        return headers.first(name)
                .filter(value -> !value.isBlank() && value.length() <= MAX_CHARS)
                .filter(value -> value.chars().allMatch(c -> c >= ' ' && c != 0x7f && c <= 0xff));
    }
}
