package dev.catchwater.fairlead.redis.store;

import java.time.Instant;

/** Moments as 20 digits: nanoseconds since 1970, which a script compares as text, where its numbers would round. */
final class Times {
    private static final long MOST_SECONDS = 9_000_000_000L;

    private Times() {}

    static String of(Instant moment) {
        long seconds = Math.clamp(moment.getEpochSecond(), 0, MOST_SECONDS);
        return "%020d"
                .formatted(seconds * 1_000_000_000L + (moment.getEpochSecond() == seconds ? moment.getNano() : 0));
    }

    static Instant parse(String digits) {
        return Instant.ofEpochSecond(0, Long.parseLong(digits));
    }
}
