package dev.catchwater.fairlead;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: a uniformly random delay in (0, min(cap, base·2^(n-1))], which spreads a
 * crowd of failed clients evenly ("Exponential Backoff And Jitter", M. Brooker, AWS, 2015).
 */
public final class Backoff {
    private final Duration base;
    private final Duration cap;
    private final RandomGenerator random;

    public Backoff(Duration base, Duration cap, RandomGenerator random) {
        this.base = base;
        this.cap = cap;
        this.random = random;
    }

    /** The delay after the n-th failure in a row, n from 1. */
    public Duration delay(int failures) {
        int doublings = Math.min(failures - 1, 62);
        // Compared by shifting down: shifting up could overflow.
        boolean capped = cap.toNanos() >> doublings < base.toNanos();
        long ceiling = capped ? cap.toNanos() : base.toNanos() << doublings;
        return Duration.ofNanos(1 + random.nextLong(Math.max(1, ceiling)));
    }
}
