package dev.catchwater.weather.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times as providers write them. */
public final class Moments {

    private Moments() {}

    /** Seconds since 1970, or a text with an offset. */
    public static Optional<Instant> of(JsonNode node) {
        try {
            if (node.isIntegralNumber() && node.asLong() > 0) {
                return Optional.of(Instant.ofEpochSecond(node.asLong()));
            }
            return node.isTextual()
                    ? Optional.of(OffsetDateTime.parse(node.asText()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
