package dev.catchwater.weather.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The air as it is now, and its US index (EPA-454/B-24-002): that of the worst of fine particles and particles, as means of 24
 * hours, and of ozone, as a mean of 8. A mean needs three quarters of its hours.
 *
 * @param at the hour that this is about
 * @param micrograms µg/m³ in that hour
 * @param indexes of each pollutant that has one
 */
public record AirNow(Instant at, Map<Pollutant, Double> micrograms, Map<Pollutant, Integer> indexes) {

    /** Older air is not that of now. */
    private static final Duration OLDEST = Duration.ofHours(6);

    private static final double ENOUGH = 0.75;

    /** Copies. */
    public AirNow {
        micrograms = Map.copyOf(micrograms);
        indexes = Map.copyOf(indexes);
    }

    /** The air of the newest hour that is not ahead of now; empty if there is none of late. */
    public static Optional<AirNow> of(List<AirHour> hours, Instant now) {
        return hours.stream()
                .filter(hour ->
                        !hour.at().isAfter(now) && hour.at().plus(OLDEST).isAfter(now))
                .max(Comparator.comparing(AirHour::at))
                .map(newest -> of(hours, newest));
    }

    private static AirNow of(List<AirHour> hours, AirHour newest) {
        Map<Pollutant, Integer> indexes = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            OptionalDouble mean = mean(hours, pollutant, newest.at());
            if (mean.isPresent()) {
                pollutant.index(mean.getAsDouble()).ifPresent(index -> indexes.put(pollutant, index));
            }
        }
        return new AirNow(newest.at(), newest.micrograms(), indexes);
    }

    private static OptionalDouble mean(List<AirHour> hours, Pollutant pollutant, Instant until) {
        Instant from = until.minus(Duration.ofHours(pollutant.hours()));
        List<Double> values = hours.stream()
                .filter(hour -> hour.at().isAfter(from) && !hour.at().isAfter(until))
                .flatMap(hour -> Optional.ofNullable(hour.micrograms().get(pollutant)).stream())
                .filter(value -> value >= 0)
                .toList();
        return values.size() < ENOUGH * pollutant.hours()
                ? OptionalDouble.empty()
                : values.stream().mapToDouble(Double::doubleValue).average();
    }

    /** The pollutant that decides; empty if there is no index. */
    public Optional<Pollutant> worst() {
        return indexes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }
}
