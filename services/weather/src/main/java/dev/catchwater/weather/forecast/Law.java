package dev.catchwater.weather.forecast;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What may come, and how likely. */
public sealed interface Law {

    /** Pinball levels that a score without a closed form is summed over. */
    int LEVELS = 400;

    double mean();

    /** The value below which it stays with this probability, between 0 and 1. */
    double quantile(double probability);

    /** The probability of this value or less. */
    double cdf(double value);

    /** Continuous ranked probability score of what came; in the quantity's unit, smaller is better. */
    default double crps(double observed) {
        double sum = 0;
        for (int i = 0; i < LEVELS; i++) {
            double level = (i + 0.5) / LEVELS;
            double quantile = quantile(level);
            sum += (observed < quantile ? 1 - level : -level) * (quantile - observed);
        }
        return 2 * sum / LEVELS;
    }

    /** Normal. */
    record Normal(double mean, double deviation) implements Law {

        @Override
        public double quantile(double probability) {
            return mean + deviation * Standard.LAW.inverseCumulativeProbability(probability);
        }

        @Override
        public double cdf(double value) {
            return Standard.LAW.cumulativeProbability((value - mean) / deviation);
        }

        /** σ [z (2Φ(z) − 1) + 2φ(z) − 1/√π], Gneiting and Raftery 2007. */
        @Override
        public double crps(double observed) {
            double z = (observed - mean) / deviation;
            return deviation
                    * (z * (2 * Standard.LAW.cumulativeProbability(z) - 1)
                            + 2 * Standard.LAW.density(z)
                            - 1 / Math.sqrt(Math.PI));
        }
    }

    /** Normal with what is below zero cut off. {@code centre} and {@code deviation} are those before the cut. */
    record TruncatedNormal(double centre, double deviation) implements Law {

        private double below() {
            return Standard.LAW.cumulativeProbability(-centre / deviation);
        }

        @Override
        public double mean() {
            double cut = -centre / deviation;
            return centre + deviation * Standard.LAW.density(cut) / Standard.LAW.survivalProbability(cut);
        }

        @Override
        public double quantile(double probability) {
            double below = below();
            double value =
                    centre + deviation * Standard.LAW.inverseCumulativeProbability(below + probability * (1 - below));
            return Math.max(0, value);
        }

        @Override
        public double cdf(double value) {
            double below = below();
            return value <= 0
                    ? 0
                    : (Standard.LAW.cumulativeProbability((value - centre) / deviation) - below) / (1 - below);
        }

        /** Thorarinsdottir and Gneiting 2010. */
        @Override
        public double crps(double observed) {
            double z = (observed - centre) / deviation;
            double kept = 1 - below();
            double phi = Standard.LAW.cumulativeProbability(z);
            double twice = Standard.LAW.cumulativeProbability(Math.sqrt(2) * centre / deviation);
            return deviation
                    / (kept * kept)
                    * (z * kept * (2 * phi + kept - 2)
                            + 2 * Standard.LAW.density(z) * kept
                            - twice / Math.sqrt(Math.PI));
        }
    }

    /** Nothing with probability {@code dry}, otherwise gamma. */
    record ZeroOrGamma(double dry, double shape, double scale) implements Law {

        @Override
        public double mean() {
            return (1 - dry) * shape * scale;
        }

        @Override
        public double quantile(double probability) {
            return probability <= dry ? 0 : gamma().inverseCumulativeProbability((probability - dry) / (1 - dry));
        }

        @Override
        public double cdf(double value) {
            return value < 0 ? 0 : dry + (1 - dry) * gamma().cumulativeProbability(value);
        }

        private GammaDistribution gamma() {
            return GammaDistribution.of(shape, scale);
        }
    }

    /** One with this probability, otherwise nothing. Its CRPS is the Brier score. */
    record Chance(double mean) implements Law {

        @Override
        public double quantile(double probability) {
            return probability <= 1 - mean ? 0 : 1;
        }

        @Override
        public double cdf(double value) {
            return value < 0 ? 0 : value < 1 ? 1 - mean : 1;
        }

        @Override
        public double crps(double observed) {
            return (observed - mean) * (observed - mean);
        }
    }

    /** The standard normal law. */
    final class Standard {

        static final NormalDistribution LAW = NormalDistribution.of(0, 1);

        private Standard() {}
    }
}
