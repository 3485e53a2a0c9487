package dev.catchwater.fairlead.breaker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a circuit stays open: doubled for each time in a row, with up to a quarter of jitter on top so that many
 * clients do not probe at once, and not shorter than the Retry-After of the answer that opened it.
 *
 * @param base the first time
 * @param max of its own; jitter comes on top
 * @param maxRetryAfter a longer Retry-After counts as this
 */
public record Pause(Duration base, Duration max, Duration maxRetryAfter) {
    /** 1 s, 2 s, … 30 s; Retry-After up to 10 minutes. */
    public static final Pause DEFAULT =
            new Pause(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(10));

    public Pause {
        if (base.isNegative()
                || base.isZero()
                || max.compareTo(base) < 0
                || max.compareTo(Duration.ofDays(1)) > 0
                || maxRetryAfter.isNegative()) {
            throw new IllegalArgumentException("a circuit opens for positive, ordered times of at most a day");
        }
    }

    /**
     * The time to stay open.
     *
     * @param opening how often in a row it has opened, from 1
     * @param asked the Retry-After, zero if there was none
     */
    Duration after(int opening, Duration asked, RandomGenerator random) {
        int doublings = Math.min(opening - 1, 62);
        // Compared by shifting down: shifting up could overflow.
        boolean capped = max.toNanos() >> doublings < base.toNanos();
        long nanos = capped ? max.toNanos() : base.toNanos() << doublings;
        long patient = Math.min(asked.toNanos(), maxRetryAfter.toNanos());
        return Duration.ofNanos(Math.max(nanos + random.nextLong(nanos / 4 + 1), patient));
    }
}
