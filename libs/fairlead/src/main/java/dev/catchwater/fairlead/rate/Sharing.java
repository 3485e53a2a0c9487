package dev.catchwater.fairlead.rate;

import java.time.Duration;

/**
 * That limits are shared with other processes.
 *
 * @param source gives the tokens
 * @param parts how many processes share; while the source is away each keeps to its part, or stands still where the
 *     limit's burst has no so many parts
 * @param maxLease the most tokens to ask for at once; the burst bounds it too
 * @param patience an answer that takes longer counts as none
 * @param away how long the source is left alone after that
 */
public record Sharing(LeaseSource source, int parts, int maxLease, Duration patience, Duration away) {
    public Sharing {
        if (parts < 1 || maxLease < 1 || !patience.isPositive() || !away.isPositive()) {
            throw new IllegalArgumentException("sharing needs parts, a lease and positive times");
        }
    }

    /** Up to 20 tokens a lease; a source that does not answer within 250 ms is left alone for a second. */
    public static Sharing of(LeaseSource source, int parts) {
        return new Sharing(source, parts, 20, Duration.ofMillis(250), Duration.ofSeconds(1));
    }
}
