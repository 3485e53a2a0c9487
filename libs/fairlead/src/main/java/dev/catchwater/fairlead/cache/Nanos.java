package dev.catchwater.fairlead.cache;

import java.time.Duration;
import java.time.Instant;

/** Times as numbers. What is too long for that is as long as can be, and two of these can still be added. */
final class Nanos {
    private static final long MOST = Long.MAX_VALUE / 4;
    private static final long PER_SECOND = 1_000_000_000;

    private Nanos() {}

    static long of(Duration duration) {
        return of(duration.getSeconds(), duration.getNano());
    }

    /** From one moment to another: moments themselves do not fit, those after 2043 would be one and the same. */
    static long between(Instant from, Instant to) {
        return of(to.getEpochSecond() - from.getEpochSecond(), to.getNano() - from.getNano());
    }

    static long ofSeconds(long seconds) {
        return of(seconds, 0);
    }

    static long toSeconds(long nanos) {
        return Math.floorDiv(nanos, PER_SECOND);
    }

    private static long of(long seconds, int nanos) {
        long most = MOST / PER_SECOND;
        return Math.clamp(seconds, -most, most) * PER_SECOND + nanos;
    }
}
