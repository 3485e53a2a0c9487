package dev.catchwater.trading.ledger;

import java.util.Arrays;

/**
 * Statistics of simple returns per period, in the definitions of empyrical. NaN where a number has no meaning: no
 * returns, or nothing to divide by. NaN returns are left out where empyrical does so.
 */
public final class Performance {

    private Performance() {}

    /** Compound growth: {@code prod(1 + r) - 1}; NaN returns count as none. */
    public static double totalReturn(double[] returns) {
        if (returns.length == 0) {
            return Double.NaN;
        }
        double growth = 1;
        for (double r : returns) {
            growth *= 1 + (Double.isNaN(r) ? 0 : r);
        }
        return growth - 1;
    }

    /** What came of a start, period by period; of the start's growth alone if it is 0. */
    public static double[] cumulative(double[] returns, double start) {
        var values = new double[returns.length];
        double growth = 1;
        for (int i = 0; i < returns.length; i++) {
            growth *= 1 + (Double.isNaN(returns[i]) ? 0 : returns[i]);
            values[i] = start == 0 ? growth - 1 : growth * start;
        }
        return values;
    }

    /** By the number of periods: {@code prod(1 + r)^(periods a year / n) - 1}. */
    public static double annualReturn(double[] returns, double year) {
        return returns.length == 0 ? Double.NaN : StrictMath.pow(totalReturn(returns) + 1, year / returns.length) - 1;
    }

    /** {@code std(r, ddof 1) * sqrt(periods a year)}. */
    public static double volatility(double[] returns, double year) {
        return returns.length < 2 ? Double.NaN : Samples.deviation(returns, 1) * Math.sqrt(year);
    }

    /** {@code mean(r - free) / std(r - free, ddof 1) * sqrt(periods a year)}. */
    public static double sharpe(double[] returns, double free, double year) {
        if (returns.length < 2) {
            return Double.NaN;
        }
        var excess = Samples.less(returns, free);
        return Samples.mean(excess) / Samples.deviation(excess, 1) * Math.sqrt(year);
    }

    /** {@code sqrt(mean(min(r - required, 0)^2)) * sqrt(periods a year)}, the mean over all periods. */
    public static double downsideRisk(double[] returns, double required, double year) {
        if (returns.length == 0) {
            return Double.NaN;
        }
        var below = Arrays.stream(returns)
                .map(r -> Math.min(r - required, 0))
                .map(r -> r * r)
                .toArray();
        return Math.sqrt(Samples.mean(below)) * Math.sqrt(year);
    }

    /** {@code mean(r - required) * periods a year / downside risk}. */
    public static double sortino(double[] returns, double required, double year) {
        return returns.length < 2
                ? Double.NaN
                : Samples.mean(Samples.less(returns, required)) * year / downsideRisk(returns, required, year);
    }

    /** The greatest loss from a peak, 0 or negative; the beginning counts as a peak. */
    public static double maxDrawdown(double[] returns) {
        if (returns.length == 0) {
            return Double.NaN;
        }
        double equity = 1;
        double peak = 1;
        double worst = 0;
        for (double r : returns) {
            equity *= 1 + (Double.isNaN(r) ? 0 : r);
            peak = Math.max(peak, equity);
            worst = Math.min(worst, equity / peak - 1);
        }
        return worst;
    }

    /** The most periods in a row below an earlier peak; one that has not ended counts. */
    public static int longestUnderwater(double[] returns) {
        double equity = 1;
        double peak = 1;
        int longest = 0;
        int now = 0;
        for (double r : returns) {
            equity *= 1 + r;
            now = equity < peak ? now + 1 : 0;
            peak = Math.max(peak, equity);
            longest = Math.max(longest, now);
        }
        return longest;
    }

    /** Annual return by the greatest drawdown; NaN without one. */
    public static double calmar(double[] returns, double year) {
        double drawdown = maxDrawdown(returns);
        return drawdown < 0 ? annualReturn(returns, year) / -drawdown : Double.NaN;
    }

    /** {@code sum(max(r - t, 0)) / sum(max(t - r, 0))} with a required return by the year. */
    public static double omega(double[] returns, double free, double required, double year) {
        if (returns.length < 2 || required <= -1) {
            return Double.NaN;
        }
        double threshold = year == 1 ? required : StrictMath.pow(1 + required, 1 / year) - 1;
        double above = 0;
        double below = 0;
        for (double r : returns) {
            double over = r - free - threshold;
            above += over > 0 ? over : 0;
            below -= over < 0 ? over : 0;
        }
        return below > 0 ? above / below : Double.NaN;
    }

    /** {@code sqrt(mean((100 * drawdown)^2))}, in percent. */
    public static double ulcer(double[] returns) {
        double equity = 1;
        double peak = 1;
        double sum = 0;
        for (double r : returns) {
            equity *= 1 + r;
            peak = Math.max(peak, equity);
            double down = 100 * (equity / peak - 1);
            sum += down * down;
        }
        return Math.sqrt(sum / returns.length);
    }

    /** Annual return in percent by {@link #ulcer}. */
    public static double martin(double[] returns, double year) {
        return 100 * annualReturn(returns, year) / ulcer(returns);
    }

    /** The quantile of the returns, between two of them on a straight line. */
    public static double valueAtRisk(double[] returns, double share) {
        return Samples.quantile(returns, share);
    }

    /** The mean of the returns that are not above {@link #valueAtRisk}. */
    public static double expectedShortfall(double[] returns, double share) {
        double bound = valueAtRisk(returns, share);
        return Samples.mean(Arrays.stream(returns).filter(r -> r <= bound).toArray());
    }

    /** The 95th percentile by the size of the 5th. */
    public static double tailRatio(double[] returns) {
        return Math.abs(Samples.quantile(returns, 0.95)) / Math.abs(Samples.quantile(returns, 0.05));
    }
}
