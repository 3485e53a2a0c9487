package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;
import java.time.Instant;

/** How old a response is (RFC 9111 §4.2.3). */
final class Ages {
    private Ages() {}

    static Duration current(StoredResponse stored, Instant now) {
        Duration apparent = positive(Duration.between(stored.date(), stored.responseTime()));
        Duration delay = positive(Duration.between(stored.requestTime(), stored.responseTime()));
        Duration corrected = stated(stored.headers()).plus(delay);
        Duration initial = apparent.compareTo(corrected) > 0 ? apparent : corrected;
        return initial.plus(positive(Duration.between(stored.responseTime(), now)));
    }

    /** RFC 9111 §5.1: of several the first counts, and what is no number does not. */
    private static Duration stated(Headers headers) {
        return headers.first("Age")
                .map(value -> value.split(",", 2)[0].strip())
                .map(value -> Duration.ofSeconds(Directives.number(value, 0)))
                .orElse(Duration.ZERO);
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
