package dev.catchwater.fairlead.redis.flights;

import java.time.Duration;

/**
 * How flights are led and waited for.
 *
 * @param lease a leader that does not renew for so long has lost its lead; renewed three times as often
 * @param poll how often those who wait look
 * @param longest nobody leads for longer
 */
public record FlightPolicy(Duration lease, Duration poll, Duration longest) {
    /** Two seconds, looked at every 50 ms, for half a minute at most. */
    public static final FlightPolicy DEFAULT =
            new FlightPolicy(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofSeconds(30));

    public FlightPolicy {
        if (lease.toMillis() < 3 || poll.toMillis() < 1 || longest.compareTo(lease) < 0) {
            throw new IllegalArgumentException(
                    "a flight's times are milliseconds at least, and its lease not the longest");
        }
    }
}
