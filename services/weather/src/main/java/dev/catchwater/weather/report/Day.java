package dev.catchwater.weather.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A day of a forecast, in the place's own time zone.
 *
 * @param low its lowest temperature in kelvin; null if not told
 * @param high its highest
 */
public record Day(
        LocalDate date,
        @Nullable Double low,
        @Nullable Double high,
        Map<Quantity, Double> values,
        @Nullable Instant sunrise,
        @Nullable Instant sunset,
        Sky sky) {

    /** Copies. */
    public Day {
        values = Map.copyOf(values);
    }
}
