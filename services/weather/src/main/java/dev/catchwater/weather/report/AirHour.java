package dev.catchwater.weather.report;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was in the air at an hour.
 *
 * @param micrograms µg/m³
 */
public record AirHour(Instant at, Map<Pollutant, Double> micrograms) {

    /** Thicker air is a spoilt number. */
    private static final double MOST = 1_000_000;

    /** Copies, without what cannot be. */
    public AirHour {
        Map<Pollutant, Double> told = new EnumMap<>(Pollutant.class);
        micrograms.forEach((pollutant, value) -> {
            if (value >= 0 && value <= MOST) {
                told.put(pollutant, value);
            }
        });
        micrograms = Map.copyOf(told);
    }
}
