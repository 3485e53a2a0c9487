package dev.catchwater.trading.ledger;

import java.util.Arrays;

/** Sums over samples; NaN samples are left out. */
final class Samples {

    private Samples() {}

    static double mean(double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }

    /** @param lost degrees of freedom to take off: 1 for a sample, 0 for a population */
    static double deviation(double[] values, int lost) {
        return Math.sqrt(moment(values, 2) * count(values) / (count(values) - lost));
    }

    /** Central moment of the population. */
    static double moment(double[] values, int order) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                double power = value - mean;
                for (int i = 1; i < order; i++) {
                    power *= value - mean;
                }
                sum += power;
            }
        }
        return sum / count(values);
    }

    static double skew(double[] values) {
        double spread = deviation(values, 0);
        return moment(values, 3) / (spread * spread * spread);
    }

    static double excessKurtosis(double[] values) {
        double variance = moment(values, 2);
        return moment(values, 4) / (variance * variance) - 3;
    }

    static double[] less(double[] values, double what) {
        return Arrays.stream(values).map(value -> value - what).toArray();
    }

    static double quantile(double[] values, double share) {
        var sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static int count(double[] values) {
        int count = 0;
        for (double value : values) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        return count;
    }
}
