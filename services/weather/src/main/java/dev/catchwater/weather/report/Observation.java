package dev.catchwater.weather.report;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How it is now.
 *
 * @param observedAt when that was so; null where a provider tells no such time, which is not the time of our question
 * @param station where it was measured; null if it was not
 */
public record Observation(
        @Nullable Instant observedAt,
        Origin origin,
        @Nullable String station,
        Map<Quantity, Double> values,
        Sky sky) {

    /** Copies. */
    public Observation {
        values = Map.copyOf(values);
    }

    /** Where current values come from. */
    public enum Origin {
        /** Instruments. */
        STATION,
        /** A model's state of now. */
        MODEL,
        /** The provider does not say. */
        UNKNOWN
    }
}
