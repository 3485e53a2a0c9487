package dev.catchwater.aggregator.source;

import dev.catchwater.aggregator.schedule.Hints;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an answer's headers say about asking again. */
public final class Wishes {

    private Wishes() {}

    /** Retry-After, and what is left of max-age (RFC 9111 §4.2). */
    public static Hints of(Headers headers, Instant now) {
        Duration fresh = maxAge(headers)
                .map(age -> age.minusSeconds(seconds(headers.first("Age")).orElse(0L)))
                .filter(left -> !left.isNegative() && !left.isZero())
                .orElse(null);
        @Nullable Duration wait = RetryAfter.of(headers, now).orElse(null);
        return new Hints(wait, fresh, null);
    }

    private static Optional<Duration> maxAge(Headers headers) {
        return headers.all("Cache-Control").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(directive -> directive.strip().toLowerCase(Locale.ROOT))
                .filter(directive -> directive.startsWith("max-age="))
                .findFirst()
                .flatMap(directive -> seconds(Optional.of(directive.substring("max-age=".length()))))
                .map(Duration::ofSeconds);
    }

    private static Optional<Long> seconds(Optional<String> text) {
        return text.map(value -> value.replace("\"", "").strip())
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Long::parseLong);
    }
}
