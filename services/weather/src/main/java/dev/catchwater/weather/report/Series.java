package dev.catchwater.weather.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** A forecast's steps as a line through time. */
public final class Series {

    private static final Duration WIDEST = Duration.ofHours(6);

    private Series() {}

    /**
     * What a forecast says about an instant: its step, or between two steps at most six hours apart the line through them.
     * Only for what holds at an instant, not for sums, and not for directions.
     */
    public static OptionalDouble at(List<Hour> hours, Quantity quantity, Instant instant) {
        Hour before = null;
        for (Hour hour : hours) {
            Double value = hour.values().get(quantity);
            if (value == null) {
                continue;
            }
            if (hour.from().equals(instant)) {
                return OptionalDouble.of(value);
            }
            if (hour.from().isAfter(instant)) {
                return before == null ? OptionalDouble.empty() : between(before, hour, quantity, instant);
            }
            before = hour;
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble between(Hour before, Hour after, Quantity quantity, Instant instant) {
        Duration gap = Duration.between(before.from(), after.from());
        if (gap.compareTo(WIDEST) > 0) {
            return OptionalDouble.empty();
        }
        double part = (double) Duration.between(before.from(), instant).toMillis() / gap.toMillis();
        double from = before.values().getOrDefault(quantity, 0.0);
        return OptionalDouble.of(from + part * (after.values().getOrDefault(quantity, 0.0) - from));
    }
}
