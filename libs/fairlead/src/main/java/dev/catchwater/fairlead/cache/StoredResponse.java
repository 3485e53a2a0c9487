package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import java.time.Instant;
import java.util.Set;

/**
 * A response as it is stored, without its content. Plain data, so that any store can write it down.
 *
 * @param status never 206: what is held of the content is told by the extent
 * @param headers without what must not be stored (RFC 9111 §3.1); always with a Date
 * @param selecting the request's fields that Vary nominates, normalised; an absent one has no line (§4.1)
 * @param requestTime when the request was sent that got or last confirmed it
 * @param responseTime when its answer came
 * @param extent which bytes are held
 * @param invalid whether it must be validated before any use (§4.4)
 */
public record StoredResponse(
        int status,
        Headers headers,
        Headers selecting,
        Instant requestTime,
        Instant responseTime,
        Extent extent,
        boolean invalid) {

    /** The same once the content has come. */
    public StoredResponse withExtent(Extent held) {
        return new StoredResponse(status, headers, selecting, requestTime, responseTime, held, invalid);
    }

    /** The same, to be validated before it is used again: even stale use is out (RFC 9111 §4.4). */
    public StoredResponse invalidated() {
        return new StoredResponse(status, headers, selecting, requestTime, responseTime, extent, true);
    }

    /** Whether the origin can be asked if it has changed. */
    public boolean hasValidator() {
        return headers.contains("ETag") || headers.contains("Last-Modified");
    }

    /** The secondary key (RFC 9111 §4.1): of two responses with the same one the newer replaces the older. */
    public String variant() {
        return Vary.key(headers, selecting);
    }

    /** The groups that it belongs to (RFC 9875 §2). */
    public Set<String> groups() {
        return Groups.of(headers, Groups.MEMBERSHIP);
    }

    /** When the origin made it; never later than it came. */
    Instant date() {
        Instant date = headers.first("Date")
                .flatMap(value -> HttpDate.parse(value, responseTime))
                .orElse(responseTime);
        return date.isAfter(responseTime) ? responseTime : date;
    }
}
