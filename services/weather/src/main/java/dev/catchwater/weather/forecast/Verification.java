package dev.catchwater.weather.forecast;

import java.util.Arrays;

/** Scores of forecasts, by their closed forms. */
public final class Verification {

    private Verification() {}

    /** CRPS of an ensemble taken as its empirical law. */
    public static double ensembleCrps(double[] members, double observed) {
        return toObserved(members, observed) - among(members) / (2.0 * members.length * members.length);
    }

    /** CRPS of an ensemble as a sample of some law, without the penalty on its size (Ferro 2014); two members or more. */
    public static double fairCrps(double[] members, double observed) {
        return toObserved(members, observed) - among(members) / (2.0 * members.length * (members.length - 1));
    }

    private static double toObserved(double[] members, double observed) {
        return Arrays.stream(members)
                .map(member -> Math.abs(member - observed))
                .average()
                .orElseThrow();
    }

    private static double among(double[] members) {
        double sum = 0;
        for (double one : members) {
            for (double other : members) {
                sum += Math.abs(one - other);
            }
        }
        return sum;
    }

    /**
     * Murphy's decomposition of the Brier score over forecasts that were said in ten steps: the score is reliability less
     * resolution plus uncertainty, exactly so if forecasts of a step are equal.
     */
    public static Brier brier(double[] probabilities, boolean[] happened) {
        double[] said = new double[11];
        double[] came = new double[11];
        int[] count = new int[11];
        double score = 0;
        double base = 0;
        for (int i = 0; i < probabilities.length; i++) {
            int step = (int) Math.round(probabilities[i] * 10);
            double one = happened[i] ? 1 : 0;
            said[step] += probabilities[i];
            came[step] += one;
            count[step]++;
            base += one;
            score += (probabilities[i] - one) * (probabilities[i] - one);
        }
        return brier(score, base, probabilities.length, new double[][] {said, came}, count);
    }

    private static Brier brier(double score, double base, int all, double[][] sums, int[] count) {
        double rate = base / all;
        double reliability = 0;
        double resolution = 0;
        for (int step = 0; step < count.length; step++) {
            if (count[step] > 0) {
                double said = sums[0][step] / count[step];
                double came = sums[1][step] / count[step];
                reliability += count[step] * (said - came) * (said - came) / all;
                resolution += count[step] * (came - rate) * (came - rate) / all;
            }
        }
        return new Brier(score / all, reliability, resolution, rate * (1 - rate));
    }

    /**
     * Diebold and Mariano's statistic of a series of loss differences, one a date: about standard normal if both forecasts are
     * equally good, negative if the first is better. Forecasts of {@code horizon} steps ahead overlap that long; where their
     * covariances sum to nothing usable, only the variance is taken.
     */
    public static double dieboldMariano(double[] differences, int horizon) {
        int n = differences.length;
        double mean = Arrays.stream(differences).average().orElseThrow();
        double alone = covariance(differences, mean, 0);
        double variance = alone;
        for (int lag = 1; lag < horizon; lag++) {
            variance += 2 * covariance(differences, mean, lag);
        }
        return mean / Math.sqrt((variance > 0 ? variance : alone) / n);
    }

    private static double covariance(double[] series, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < series.length; i++) {
            sum += (series[i] - mean) * (series[i - lag] - mean);
        }
        return sum / series.length;
    }

    /**
     * A Brier score and its parts.
     *
     * @param reliability how far what was said lies from how often it came; 0 is best
     * @param resolution how far it told cases apart; more is better
     * @param uncertainty what nobody can do anything about
     */
    public record Brier(double score, double reliability, double resolution, double uncertainty) {}
}
