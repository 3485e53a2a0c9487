package dev.catchwater.weather.report;

import dev.catchwater.weather.units.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** A forecast's steps as a line through time. */
public final class Series {

    private static final Duration WIDEST = Duration.ofHours(6);
    private static final double CIRCLE = 360;
    /** 2 · 1.2815516 standard deviations. */
    private static final double TENTH_TO_NINETIETH = 2.5631031;

    private Series() {}

    /**
     * What a forecast says about an instant: its step, or between two steps at most six hours apart the line through them.
     * Directions go the shorter way round. Only for what holds at an instant, not for sums.
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
        double way = after.values().getOrDefault(quantity, 0.0) - from;
        return quantity.dimension() == Dimension.ANGLE
                ? OptionalDouble.of((from + part * Math.IEEEremainder(way, CIRCLE) + CIRCLE) % CIRCLE)
                : OptionalDouble.of(from + part * way);
    }

    /** What falls in the hour that begins then; of a step of several hours its even share. */
    public static OptionalDouble inHour(List<Hour> hours, Quantity quantity, Instant from) {
        for (Hour hour : hours) {
            Double value = hour.values().get(quantity);
            if (value != null && covers(hour, from)) {
                return OptionalDouble.of(
                        value * Duration.ofHours(1).toSeconds() / hour.length().toSeconds());
            }
        }
        return OptionalDouble.empty();
    }

    /** The probability that is told for the hour that begins then; that of several hours together is another. */
    public static OptionalDouble chanceInHour(List<Hour> hours, Quantity quantity, Instant from) {
        for (Hour hour : hours) {
            Double value = hour.values().get(quantity);
            if (value != null && hour.from().equals(from) && hour.length().equals(Duration.ofHours(1))) {
                return OptionalDouble.of(value);
            }
        }
        return OptionalDouble.empty();
    }

    private static boolean covers(Hour hour, Instant from) {
        return !hour.from().isAfter(from)
                && !from.plus(Duration.ofHours(1)).isAfter(hour.from().plus(hour.length()));
    }

    /** How far off a forecast expects to be: the deviation of a normal law with its 10 and 90 percentiles. */
    public static OptionalDouble spreadAt(List<Hour> hours, Quantity quantity, Instant instant) {
        for (Hour hour : hours) {
            if (hour.from().equals(instant)) {
                OptionalDouble low = percentile(hour, quantity, 10);
                OptionalDouble high = percentile(hour, quantity, 90);
                return low.isPresent() && high.isPresent() && high.getAsDouble() > low.getAsDouble()
                        ? OptionalDouble.of((high.getAsDouble() - low.getAsDouble()) / TENTH_TO_NINETIETH)
                        : OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble percentile(Hour hour, Quantity quantity, int percent) {
        return hour.percentiles().stream()
                .filter(one -> one.quantity() == quantity && one.percent() == percent)
                .mapToDouble(Hour.Percentile::value)
                .findFirst();
    }
}
