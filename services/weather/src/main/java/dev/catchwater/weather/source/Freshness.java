package dev.catchwater.weather.source;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Until when an answer is good, by what its headers say (RFC 9111 §4.2.1); bounded both ways. */
public final class Freshness {

    private static final Duration LEAST = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofDays(1);

    private Freshness() {}

    /** What headers say, or {@code otherwise} after now. s-maxage is for caches that many share, as we are. */
    public static Instant until(Headers headers, Instant now, Duration otherwise) {
        Duration left = directive(headers, "s-maxage=")
                .or(() -> directive(headers, "max-age="))
                .map(life -> life.minus(age(headers)))
                .or(() -> expires(headers, now))
                .orElse(otherwise);
        return bounded(now, left);
    }

    /** So long after now, but not so short that we would ask without a pause, nor so long that we would never ask again. */
    public static Instant bounded(Instant now, Duration left) {
        return now.plus(left.compareTo(LEAST) < 0 ? LEAST : left.compareTo(MOST) > 0 ? MOST : left);
    }

    /** Measured on the provider's clock, so that a wrong one of ours does not ban us. */
    private static Optional<Duration> expires(Headers headers, Instant now) {
        Instant sent =
                headers.first("Date").flatMap(date -> HttpDate.parse(date, now)).orElse(now);
        return headers.first("Expires")
                .flatMap(date -> HttpDate.parse(date, now))
                .map(at -> Duration.between(sent, at).minus(age(headers)));
    }

    private static Duration age(Headers headers) {
        return headers.first("Age").flatMap(Freshness::seconds).orElse(Duration.ZERO);
    }

    private static Optional<Duration> directive(Headers headers, String name) {
        return headers.all("Cache-Control").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .filter(part -> part.startsWith(name))
                .findFirst()
                .flatMap(part -> seconds(part.substring(name.length())));
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }
}
