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

    /** Since 1970. */
    static long of(Instant instant) {
        return of(instant.getEpochSecond(), instant.getNano());
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
