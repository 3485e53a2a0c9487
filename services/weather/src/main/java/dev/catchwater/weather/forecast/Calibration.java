package dev.catchwater.weather.forecast;

import java.util.Arrays;

/**
 * How the last errors lay, in units of the spread that was told with them: the conformal correction of quantiles. Holds the
 * last {@value #MOST}, oldest overwritten.
 */
public final class Calibration {

    /** How many errors are remembered. */
    public static final int MOST = 60;

    /** The law's own quantile counts as so many errors, so that a handful of them turn nothing over. */
    private static final double PULL = 30;

    private static final double FARTHEST = 6;

    private final double[] errors;

    private Calibration(double[] errors) {
        this.errors = errors;
    }

    /** No errors yet. */
    public static Calibration none() {
        return new Calibration(new double[0]);
    }

    /** Of remembered errors, oldest first; the newest {@value #MOST} are kept. */
    public static Calibration of(double... errors) {
        return new Calibration(Arrays.copyOfRange(errors, Math.max(0, errors.length - MOST), errors.length));
    }

    /** With one more error, in units of the spread. */
    public Calibration learned(double error) {
        double[] next = Arrays.copyOfRange(errors, errors.length < MOST ? 0 : 1, errors.length + 1);
        next[next.length - 1] = Math.clamp(error, -FARTHEST, FARTHEST);
        return new Calibration(next);
    }

    /** The remembered errors, oldest first. */
    public double[] errors() {
        return errors.clone();
    }

    /** The level at which the law must be asked, so that quantiles of this level hold as often as they say. */
    double level(double wanted) {
        if (errors.length == 0) {
            return wanted;
        }
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        double empirical = Law.Standard.LAW.cumulativeProbability(at(sorted, wanted));
        double level = (errors.length * empirical + PULL * wanted) / (errors.length + PULL);
        return Math.clamp(level, 0.002, 0.998);
    }

    /** By the rank (n + 1) p, as conformal prediction has it: the extremes reach beyond what was seen only by PULL. */
    private static double at(double[] sorted, double probability) {
        double rank = Math.clamp((sorted.length + 1) * probability - 1, 0, sorted.length - 1);
        int low = (int) rank;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (rank - low) * (sorted[high] - sorted[low]);
    }
}
