package dev.catchwater.aggregator.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about asking again.
 *
 * @param retryAfter an order to stay away this long
 * @param freshFor how long a cache may keep the answer, so that asking sooner is useless
 * @param publishedEvery the feed's own ttl or update period
 */
public record Hints(
        @Nullable Duration retryAfter,
        @Nullable Duration freshFor,
        @Nullable Duration publishedEvery) {

    /** The server said nothing. */
    public static final Hints NONE = new Hints(null, null, null);

    /** The same, with the feed's own period. */
    public Hints publishedEvery(@Nullable Duration period) {
        return new Hints(retryAfter, freshFor, period);
    }
}
