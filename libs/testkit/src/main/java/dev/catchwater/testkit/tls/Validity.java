package dev.catchwater.testkit.tls;

import java.time.Instant;

/**
 * From when until when a certificate is valid, to the second.
 *
 * @param from the first second
 * @param until the last one
 */
public record Validity(Instant from, Instant until) {
    /** Neither over nor a single second. */
    public Validity {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("valid from " + from + " until " + until);
        }
    }
}
