package dev.catchwater.weather.forecast;

import java.util.Map;

/** The law of an amount that is often nothing. */
public final class Rain {

    /** Below a tenth of a millimetre nothing is measured. */
    public static final double TRACE = 0.1;

    private static final double LEAST_DRY = 0.02;

    private Rain() {}

    /** How many of the forecasters say that nothing falls, by their weights. */
    static double dry(Map<String, Double> corrected, Map<String, Double> weights) {
        double dry = 0;
        for (Map.Entry<String, Double> member : corrected.entrySet()) {
            dry += member.getValue() < TRACE ? weights.getOrDefault(member.getKey(), 0.0) : 0;
        }
        return dry;
    }

    /** Dry with this probability; otherwise gamma with the mean and spread that remain. */
    static Law law(double centre, double spread, double dryness) {
        // Nobody is ever certain, not even all of them together.
        double dry = Math.clamp(dryness, LEAST_DRY, 1 - LEAST_DRY);
        double mean = Math.max(centre, TRACE * (1 - dry)) / (1 - dry);
        double deviation = Math.max(spread, mean / 2);
        double shape = Math.clamp(mean * mean / (deviation * deviation), 0.1, 100);
        return new Law.ZeroOrGamma(dry, shape, mean / shape);
    }
}
