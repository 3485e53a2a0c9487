package dev.catchwater.weather.source.cap;

import dev.catchwater.weather.source.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times with an offset; CAP's {@code -00:00} is UTC. */
final class Times {

    private Times() {}

    static Optional<Instant> offset(String text) {
        try {
            return Moments.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
