package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import java.time.Instant;

/**
 * The head of an answer that came from the origin, or from a cache nearer to it.
 *
 * @param requestTime when the request was sent, on our clock
 * @param responseTime when the head came, on our clock
 */
public record OriginResponse(int status, Headers headers, Instant requestTime, Instant responseTime) {
    /** When the origin made it; our own time where it does not say, or not so that it can be read (RFC 9110 §6.6.1). */
    Instant date() {
        return headers.first("Date")
                .flatMap(date -> HttpDate.parse(date, responseTime))
                .orElse(responseTime);
    }
}
