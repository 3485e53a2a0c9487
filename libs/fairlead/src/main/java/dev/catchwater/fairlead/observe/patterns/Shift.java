package dev.catchwater.fairlead.observe.patterns;

/**
 * Whether what is recent differs from what was before. Both flags need a difference that matters and one that chance does
 * not make: the log-likelihood ratio of two proportions (Dunning 1993) must reach {@value #SURPRISE} nats, which attempts
 * that fail and dawdle independently reach once in some ten million looks, whatever their distribution.
 *
 * <ul>
 *   <li>failing: the recent ratio of errors is at least {@value #MIN_RATIO} and at least {@value #ERROR_FACTOR} times the
 *       one before
 *   <li>slower: the recent 95th percentile is at least {@value #LATENCY_FACTOR} times the one before and at least
 *       {@value #MIN_SHIFT_MICROS} µs higher; the proportions are those of the latencies above the one before
 * </ul>
 *
 * Below {@value #MIN_RECENT} recent samples and {@value #MIN_BEFORE} before, nothing is flagged.
 */
final class Shift {
    static final int MIN_RECENT = 10;
    static final int MIN_BEFORE = 100;
    static final double MIN_RATIO = 0.05;
    static final double ERROR_FACTOR = 2;
    static final double LATENCY_FACTOR = 1.5;
    static final long MIN_SHIFT_MICROS = 10_000;
    static final double SURPRISE = 15;

    private Shift() {}

    /** Whether errors have become more. */
    static boolean failing(long errors, long recent, long errorsBefore, long before) {
        if (recent < MIN_RECENT || before < MIN_BEFORE) {
            return false;
        }
        double ratio = (double) errors / recent;
        return ratio >= MIN_RATIO
                && ratio >= ERROR_FACTOR * errorsBefore / before
                && surprise(errors, recent, errorsBefore, before) >= SURPRISE;
    }

    /**
     * Whether latencies have grown.
     *
     * @param p95 the recent 95th percentile, in microseconds
     * @param p95Before the one before
     * @param above how many of the recent latencies are above {@code p95Before}
     */
    static boolean slower(long p95, long p95Before, long above, long recent, long aboveBefore, long before) {
        return recent >= MIN_RECENT
                && before >= MIN_BEFORE
                && p95 >= LATENCY_FACTOR * p95Before
                && p95 - p95Before >= MIN_SHIFT_MICROS
                && surprise(above, recent, aboveBefore, before) >= SURPRISE;
    }

    /** The log-likelihood ratio, in nats, of two proportions that differ over two that are one. */
    static double surprise(long x, long n, long y, long m) {
        double common = (double) (x + y) / (n + m);
        return n * divergence((double) x / n, common) + m * divergence((double) y / m, common);
    }

    /** Kullback and Leibler's, of one coin from another. */
    private static double divergence(double q, double p) {
        return term(q, p) + term(1 - q, 1 - p);
    }

    private static double term(double q, double p) {
        return q == 0 ? 0 : q * Math.log(q / p);
    }
}
