package dev.catchwater.trading.ledger;

import java.util.function.DoublePredicate;

/** Statistics of returns beside those of a benchmark, period by period, in the definitions of empyrical. */
public final class Benchmarked {

    /** A line through the returns: what comes by itself in a year, and what comes with the benchmark. */
    public record Line(double alpha, double beta) {}

    private Benchmarked() {}

    /**
     * What comes with the benchmark: covariance by its variance.
     *
     * @throws IllegalArgumentException if the two are not of one length
     */
    public static double beta(double[] returns, double[] benchmark, double free) {
        if (returns.length < 2 || benchmark.length < 2) {
            return Double.NaN;
        }
        requireSameLength(returns, benchmark);
        int used = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < returns.length; i++) {
            if (!Double.isNaN(returns[i] + benchmark[i])) {
                sumX += benchmark[i] - free;
                sumY += returns[i] - free;
                used++;
            }
        }
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < returns.length; i++) {
            if (!Double.isNaN(returns[i] + benchmark[i])) {
                double x = benchmark[i] - free - sumX / used;
                covariance += x * (returns[i] - free - sumY / used);
                variance += x * x;
            }
        }
        // Below this a benchmark stands still, and what is divided by is noise.
        return variance / used < 1e-30 ? Double.NaN : covariance / variance;
    }

    public static Line line(double[] returns, double[] benchmark, double free, double year) {
        double beta = beta(returns, benchmark, free);
        if (returns.length < 2) {
            return new Line(Double.NaN, beta);
        }
        var rest = new double[returns.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = returns[i] - free - beta * (benchmark[i] - free);
        }
        return new Line(StrictMath.pow(Samples.mean(rest) + 1, year) - 1, beta);
    }

    /** The line through the periods in which the benchmark did as asked. */
    public static Line lineWhere(double[] returns, double[] benchmark, double year, DoublePredicate asked) {
        if (returns.length == 0) {
            return new Line(Double.NaN, Double.NaN);
        }
        requireSameLength(returns, benchmark);
        return line(where(returns, benchmark, asked), where(benchmark, benchmark, asked), 0, year);
    }

    /** Annual return by that of the benchmark. */
    public static double capture(double[] returns, double[] benchmark, double year) {
        return Performance.annualReturn(returns, year) / Performance.annualReturn(benchmark, year);
    }

    /** {@link #capture} over the periods in which the benchmark did as asked. */
    public static double captureWhere(double[] returns, double[] benchmark, double year, DoublePredicate asked) {
        requireSameLength(returns, benchmark);
        return capture(where(returns, benchmark, asked), where(benchmark, benchmark, asked), year);
    }

    /** The mean of what was above the benchmark by its deviation. */
    public static double excessSharpe(double[] returns, double[] benchmark) {
        if (returns.length < 2) {
            return Double.NaN;
        }
        requireSameLength(returns, benchmark);
        var active = new double[returns.length];
        for (int i = 0; i < active.length; i++) {
            active[i] = returns[i] - benchmark[i];
        }
        return Samples.mean(active) / Samples.deviation(active, 1);
    }

    private static double[] where(double[] values, double[] benchmark, DoublePredicate asked) {
        var kept = new double[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (asked.test(benchmark[i])) {
                kept[count++] = values[i];
            }
        }
        return java.util.Arrays.copyOf(kept, count);
    }

    private static void requireSameLength(double[] returns, double[] benchmark) {
        if (returns.length != benchmark.length) {
            throw new IllegalArgumentException("returns and benchmark are told for the same periods");
        }
    }
}
