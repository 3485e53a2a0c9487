package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.time.Instant;

/**
 * The head of an answer that came from the origin, or from a cache nearer to it.
 *
 * @param requestTime when the request was sent, on our clock
 * @param responseTime when the head came, on our clock
 * @param born the store's generation when the request was sent
 */
public record OriginResponse(int status, Headers headers, Instant requestTime, Instant responseTime, long born) {
    /** An answer for a store without generations. */
    public OriginResponse(int status, Headers headers, Instant requestTime, Instant responseTime) {
        this(status, headers, requestTime, responseTime, 0);
    }

    /** The same, of a request that was sent in that generation. */
    public OriginResponse bornIn(long generation) {
        return new OriginResponse(status, headers, requestTime, responseTime, generation);
    }
}
