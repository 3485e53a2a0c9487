package dev.catchwater.weather.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times as providers write them. What lies beyond what anybody forecasts is no time: sums with it would overflow. */
public final class Moments {

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:01Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Moments() {}

    /** Seconds since 1970, or a text with an offset. */
    public static Optional<Instant> of(JsonNode node) {
        try {
            if (node.isIntegralNumber()) {
                return node.canConvertToLong() ? of(Instant.ofEpochSecond(node.asLong())) : Optional.empty();
            }
            return node.isTextual()
                    ? of(OffsetDateTime.parse(node.asText().strip()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A time that somebody may mean; others are none. */
    public static Optional<Instant> of(Instant instant) {
        return Optional.of(instant).filter(at -> !at.isBefore(FIRST) && at.isBefore(LAST));
    }

    /**
     * A time that must be there.
     *
     * @throws dev.catchwater.weather.ProviderException if there is none
     */
    public static Instant required(JsonNode node) {
        return of(node).orElseThrow(
                        () -> new ProviderFailure.Malformed("A time in its answer is missing.").asException());
    }
}
