package dev.catchwater.fairlead;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Retry-After header (RFC 9110 §10.2.3): seconds, or a date on the server's clock. A date is measured from the
 * answer's own Date header, so that a server whose clock is wrong still gets the pause it meant.
 */
public final class RetryAfter {
    private static final List<DateTimeFormatter> FORMS = List.of(
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH),
            rfc850(),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH));

    private RetryAfter() {}

    /** Years of two digits are the last century's from 70 on; a Retry-After further off is not waited for anyway. */
    private static DateTimeFormatter rfc850() {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    /**
     * How long the answer asks to wait; never negative, empty if it does not say or not in a way that can be read.
     *
     * @param now our clock, used where the answer has no Date
     */
    public static Optional<Duration> of(Headers headers, Instant now) {
        Optional<String> value = headers.first("Retry-After").map(String::trim);
        return value.flatMap(RetryAfter::seconds)
                .or(() -> value.flatMap(RetryAfter::date)
                        .map(until -> Duration.between(serverClock(headers, now), until))
                        .map(wait -> wait.isNegative() ? Duration.ZERO : wait));
    }

    /** The time on the server's clock when it answered, by its Date (RFC 9110 §6.6.1); {@code now} if it has none. */
    public static Instant serverClock(Headers headers, Instant now) {
        return headers.first("Date").map(String::trim).flatMap(RetryAfter::date).orElse(now);
    }

    private static Optional<Duration> seconds(String value) {
        boolean digits =
                !value.isEmpty() && value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Duration.ofSeconds(Long.parseLong(value))) : Optional.empty();
    }

    /** An HTTP date (RFC 9110 §5.6.7) in its preferred form or one of the two obsolete ones. */
    private static Optional<Instant> date(String value) {
        return FORMS.stream().flatMap(form -> date(value, form).stream()).findFirst();
    }

    private static Optional<Instant> date(String value, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
