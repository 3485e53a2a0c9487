package dev.catchwater.prices.recheck;

/**
 * What a look at a page is worth: how much freshness another look a day would add, for a page with so many changes a day
 * that was last seen so long ago.
 *
 * <p>A page asked f times a day is fresh for a share (f/r)(1−e^{−r/f}) of the time; the derivative by f, at the interval
 * t = 1/f, is (1−(1+rt)e^{−rt})/r. It grows with t towards 1/r: pages that change all the time are worth little, however
 * old they are, and drop out by themselves.
 */
public final class Worth {

    private Worth() {}

    /**
     * The worth of looking now.
     *
     * @param weight of the page against others: watched, popular
     * @param perDay changes a day
     * @param days since it was seen
     */
    public static double of(double weight, double perDay, double days) {
        double rt = perDay * days;
        // For small rt the difference cancels: its series is r t²/2 (1 − 2rt/3).
        double gain = rt < 1e-4 ? perDay * days * days / 2 * (1 - 2 * rt / 3) : (1 - (1 + rt) * Math.exp(-rt)) / perDay;
        return weight * gain;
    }

    /** After how many days a page is worth that much; infinite if it never is. */
    public static double daysUntil(double weight, double perDay, double worth) {
        if (worth >= weight / perDay) {
            return Double.POSITIVE_INFINITY;
        }
        double low = 0;
        double high = 1;
        while (of(weight, perDay, high) < worth && high < 1e7) {
            high *= 2;
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (of(weight, perDay, middle) < worth) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The share of the time at which a page is fresh that is asked each so many days. */
    public static double freshness(double perDay, double days) {
        double rt = perDay * days;
        return rt < 1e-9 ? 1 : -Math.expm1(-rt) / rt;
    }
}
