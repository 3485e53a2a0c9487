package dev.catchwater.weather.report;

import java.time.Instant;
import java.util.Map;

/**
 * What was in the air at an hour.
 *
 * @param micrograms µg/m³
 */
public record AirHour(Instant at, Map<Pollutant, Double> micrograms) {

    /** Copies. */
    public AirHour {
        micrograms = Map.copyOf(micrograms);
    }
}
