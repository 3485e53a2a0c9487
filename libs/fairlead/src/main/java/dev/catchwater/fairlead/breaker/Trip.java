package dev.catchwater.fairlead.breaker;

import java.time.Duration;

/**
 * What opens a closed circuit: too large a share of failures, too many of them in a row, or too many slow answers.
 *
 * @param window the calls that count: those that ended within it, in steps of a tenth
 * @param minimumCalls no share is judged by fewer calls than these
 * @param failureRate the share of failures that opens, over 0 to 1
 * @param inARow failures without a success between them that open, each within a window of the one before
 * @param slow an answer whose head takes this long is slow; {@link Duration#ZERO}: none is
 * @param slowRate the share of slow answers that opens, over 0 to 1
 */
public record Trip(Duration window, int minimumCalls, double failureRate, int inARow, Duration slow, double slowRate) {
    /** Half of at least 20 calls in 30 s, or 10 failures in a row; slow answers are not judged. */
    public static final Trip DEFAULT = new Trip(Duration.ofSeconds(30), 20, 0.5, 10, Duration.ZERO, 1);

    public Trip {
        if (window.compareTo(Duration.ofMillis(100)) < 0
                || window.compareTo(Duration.ofHours(1)) > 0
                || minimumCalls < 1
                || inARow < 1
                || slow.isNegative()
                || !isShare(failureRate)
                || !isShare(slowRate)) {
            throw new IllegalArgumentException("a circuit trips over a window from 100 ms to 1 h, at least one call"
                    + " and shares over 0 and up to 1");
        }
    }

    /** These rules with slow answers judged, too. */
    public Trip withSlow(Duration limit, double rate) {
        return new Trip(window, minimumCalls, failureRate, inARow, limit, rate);
    }

    boolean isSlow(long nanosToHead) {
        return !slow.isZero() && nanosToHead >= slow.toNanos();
    }

    private static boolean isShare(double share) {
        return share > 0 && share <= 1;
    }
}
