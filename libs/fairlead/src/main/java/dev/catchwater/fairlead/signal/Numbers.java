package dev.catchwater.fairlead.signal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/** The values of limit fields: counts, and the five things that upstreams mean by "reset". */
final class Numbers {
    /** A delta this long is 31 years; an epoch this small is 2001. */
    private static final long EPOCH_SECONDS = 1_000_000_000L;

    private static final long EPOCH_MILLIS = 100_000_000_000L;
    private static final int MAX_DIGITS = 15;

    private Numbers() {}

    /**
     * A count: digits, with a fraction (Reddit's {@code 599.0}) or followed by more (an older draft's
     * {@code 100, 100;w=60}), both left out. Empty for anything else, negative numbers included: to some upstreams
     * they mean "no limit".
     */
    static OptionalLong whole(String value) {
        String text = value.strip();
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        boolean ends = end == text.length() || ".,; ".indexOf(text.charAt(end)) >= 0;
        return end > 0 && end <= MAX_DIGITS && ends
                ? OptionalLong.of(Long.parseLong(text.substring(0, end)))
                : OptionalLong.empty();
    }

    /** Until the reset: an ISO-8601 instant, epoch milliseconds, epoch seconds, or seconds from now. */
    static Optional<Duration> reset(String value, Instant now) {
        OptionalLong number = whole(value);
        if (number.isPresent()) {
            long it = number.getAsLong();
            return Optional.of(
                    it >= EPOCH_MILLIS
                            ? until(Instant.ofEpochMilli(it), now)
                            : it >= EPOCH_SECONDS ? until(Instant.ofEpochSecond(it), now) : Duration.ofSeconds(it));
        }
        try {
            return Optional.of(until(OffsetDateTime.parse(value.strip()).toInstant(), now));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration until(Instant then, Instant now) {
        Duration span = Duration.between(now, then);
        return span.isNegative() ? Duration.ZERO : span;
    }
}
