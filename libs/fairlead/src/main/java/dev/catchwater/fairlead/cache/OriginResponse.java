package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.time.Instant;

/**
 * The head of an answer that came from the origin, or from a cache nearer to it.
 *
 * @param requestTime when the request was sent, on our clock
 * @param responseTime when the head came, on our clock
 */
public record OriginResponse(int status, Headers headers, Instant requestTime, Instant responseTime) {}
