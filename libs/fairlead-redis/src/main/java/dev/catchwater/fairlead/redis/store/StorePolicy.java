package dev.catchwater.fairlead.redis.store;

import java.time.Duration;

/**
 * What is kept in Redis, and for how long.
 *
 * @param maxEntryBytes of one content; at most 64 MiB, and small ones are better: Redis does one thing at a time
 * @param maxKeep nothing is kept for longer, whatever it says
 * @param maxSkew between the clocks of the nodes: a mark covers what was requested up to so much later
 */
public record StorePolicy(long maxEntryBytes, Duration maxKeep, Duration maxSkew) {
    private static final long MOST = 64L << 20;

    /** Contents of up to 1 MiB, for a week, on clocks that are within 250 ms. */
    public static final StorePolicy DEFAULT = new StorePolicy(1 << 20, Duration.ofDays(7), Duration.ofMillis(250));

    public StorePolicy {
        if (maxEntryBytes < 0 || maxEntryBytes > MOST || !maxKeep.isPositive() || maxSkew.isNegative()) {
            throw new IllegalArgumentException("a store keeps contents of up to 64 MiB for some time");
        }
    }
}
