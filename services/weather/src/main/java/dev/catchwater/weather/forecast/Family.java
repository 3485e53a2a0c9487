package dev.catchwater.weather.forecast;

import java.util.Collection;
import java.util.Map;

/** Which law the uncertainty of a quantity follows, and how its errors are measured. */
public enum Family {
    /** Both ways alike: temperature, dew point, pressure. */
    NORMAL,
    /** Never below zero: wind. */
    TRUNCATED_NORMAL,
    /** Often nothing at all, otherwise skewed: precipitation. */
    ZERO_OR_GAMMA,
    /** A probability, 0 to 1; what comes is 0 or 1. */
    CHANCE,
    /** Degrees around the compass: 350 and 10 are twenty apart, and their mean is 0. */
    DIRECTION;

    private static final double CIRCLE = 360;

    /** What came less what was said; of directions the shorter way round. */
    public double residual(double came, double said) {
        return this == DIRECTION ? Math.IEEEremainder(came - said, CIRCLE) : came - said;
    }

    /** What came, on the turn of the compass that is nearest to a centre; for all others as it is. */
    double near(double came, double centre) {
        return this == DIRECTION ? centre + residual(came, centre) : came;
    }

    /** What a forecaster says with its bias taken out. Amounts stay: their mean error is that of the dry hours. */
    double corrected(double said, double bias) {
        return switch (this) {
            case NORMAL -> said + bias;
            case TRUNCATED_NORMAL -> Math.max(0, said + bias);
            case ZERO_OR_GAMMA -> Math.max(0, said);
            case CHANCE -> Math.clamp(said + bias, 0, 1);
            case DIRECTION -> turned(said + bias);
        };
    }

    /** The mean by weights that are 1 in all; of directions that of their unit vectors. */
    double mean(Map<String, Double> values, Map<String, Double> weights) {
        double sum = 0;
        double north = 0;
        double east = 0;
        for (Map.Entry<String, Double> value : values.entrySet()) {
            double weight = weights.getOrDefault(value.getKey(), 0.0);
            sum += weight * value.getValue();
            north += weight * Math.cos(Math.toRadians(value.getValue()));
            east += weight * Math.sin(Math.toRadians(value.getValue()));
        }
        return this == DIRECTION ? turned(Math.toDegrees(Math.atan2(east, north))) : sum;
    }

    /** The mean of values that count alike. */
    double mean(Collection<Double> values) {
        if (this != DIRECTION) {
            return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }
        double north =
                values.stream().mapToDouble(v -> Math.cos(Math.toRadians(v))).sum();
        double east =
                values.stream().mapToDouble(v -> Math.sin(Math.toRadians(v))).sum();
        return turned(Math.toDegrees(Math.atan2(east, north)));
    }

    private static double turned(double degrees) {
        return degrees - CIRCLE * Math.floor(degrees / CIRCLE);
    }
}
