package dev.catchwater.fairlead;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The Retry-After header (RFC 9110 §10.2.3): seconds, or a date on the server's clock. A date is measured from the
 * answer's own Date header, so that a server whose clock is wrong still gets the pause it meant.
 */
public final class RetryAfter {
    private static final Duration MOST = Duration.ofSeconds(999_999_999);

    private RetryAfter() {}

    /**
     * How long the answer asks to wait: never negative, never longer than 999,999,999 s, so that its nanoseconds can be counted;
     * empty if it does not say or not in a way that can be read.
     *
     * @param now our clock, used where the answer has no Date
     */
    public static Optional<Duration> of(Headers headers, Instant now) {
        Optional<String> value = headers.first("Retry-After").map(String::trim);
        return value.flatMap(RetryAfter::seconds)
                .or(() -> value.flatMap(date -> HttpDate.parse(date, now))
                        .map(until -> Duration.between(serverClock(headers, now), until))
                        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                        .map(wait -> wait.compareTo(MOST) > 0 ? MOST : wait));
    }

    /** The time on the server's clock when it answered, by its Date (RFC 9110 §6.6.1); {@code now} if it has none. */
    public static Instant serverClock(Headers headers, Instant now) {
        return headers.first("Date")
                .flatMap(date -> HttpDate.parse(date.trim(), now))
                .orElse(now);
    }

    private static Optional<Duration> seconds(String value) {
        boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            return Optional.empty();
        }
        // As RFC 9111 §1.2.2 has it for what is too large to be counted: an order to wait for ever is none to ask at
        // once.
        String counted = value.replaceFirst("^0+(?=.)", "");
        return Optional.of(counted.length() > 9 ? MOST : Duration.ofSeconds(Long.parseLong(counted)));
    }
}
