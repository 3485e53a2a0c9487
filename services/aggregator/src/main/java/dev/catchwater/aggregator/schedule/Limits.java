package dev.catchwater.aggregator.schedule;

import java.time.Duration;

/**
 * The bounds of polling.
 *
 * @param initial the interval of a new source
 * @param min never sooner than this after the last answer
 * @param max never later than this while it answers, whatever it asks for
 * @param maxBackoff never later than this while it fails
 */
public record Limits(Duration initial, Duration min, Duration max, Duration maxBackoff) {

    public Limits {
        if (min.compareTo(max) > 0 || min.isNegative() || min.isZero()) {
            throw new IllegalArgumentException("polling needs 0 < min <= max");
        }
    }
}
