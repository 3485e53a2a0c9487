package dev.catchwater.weather.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A step of a forecast.
 *
 * @param from its beginning: instantaneous values hold there, sums begin there
 * @param length over which sums and probabilities go; an hour or more
 * @param percentiles where the provider tells how sure it is
 */
public record Hour(Instant from, Duration length, Map<Quantity, Double> values, List<Percentile> percentiles, Sky sky) {

    /** Copies. */
    public Hour {
        values = Map.copyOf(values);
        percentiles = List.copyOf(percentiles);
    }

    /** A value that the quantity stays below with so many percent. */
    public record Percentile(Quantity quantity, int percent, double value) {}
}
