package dev.catchwater.fairlead.balance;

import java.time.Duration;

/**
 * When an endpoint whose answers are outliers is left alone (Envoy's outlier detection): after failures in a row, or
 * when its rate of success is far below that of the others. It never leaves nobody to ask.
 *
 * @param inARow failures without a success between them; 0: they eject nobody
 * @param successRate what is compared; rates and ejections are looked at in its intervals
 * @param base how long the first ejection lasts; the next ones twice, three times… as long
 * @param max how long any lasts at most
 * @param maxShare of the endpoints that may be ejected at once, 0 to 1; one may be in any case, if there are two
 */
public record Ejection(int inARow, SuccessRate successRate, Duration base, Duration max, double maxShare) {
    /** 5 in a row, or Envoy's success rate; 30 s, 60 s, … 300 s; half of the endpoints at most. */
    public static final Ejection DEFAULT =
            new Ejection(5, SuccessRate.DEFAULT, Duration.ofSeconds(30), Duration.ofSeconds(300), 0.5);

    /** Nobody is ejected. */
    public static final Ejection OFF =
            new Ejection(0, SuccessRate.OFF, Duration.ofSeconds(30), Duration.ofSeconds(300), 0);

    public Ejection {
        if (inARow < 0 || base.isNegative() || base.isZero() || max.compareTo(base) < 0) {
            throw new IllegalArgumentException("ejections need positive, ordered times");
        }
        if (max.compareTo(Duration.ofDays(1)) > 0 || !(maxShare >= 0 && maxShare <= 1)) {
            throw new IllegalArgumentException("an ejection lasts a day at most, and a share is 0 to 1");
        }
    }

    public Ejection withInARow(int failures) {
        return new Ejection(failures, successRate, base, max, maxShare);
    }

    public Ejection withSuccessRate(SuccessRate other) {
        return new Ejection(inARow, other, base, max, maxShare);
    }

    public Ejection withTimes(Duration first, Duration longest) {
        return new Ejection(inARow, successRate, first, longest, maxShare);
    }

    public Ejection withMaxShare(double share) {
        return new Ejection(inARow, successRate, base, max, share);
    }

    /** How long the n-th ejection lasts, from 1. */
    Duration time(int times) {
        // Compared by dividing: multiplying could overflow.
        return max.dividedBy(times).compareTo(base) < 0 ? max : base.multipliedBy(times);
    }

    /**
     * Success rates over an interval. An endpoint is an outlier if its rate is below the mean less {@code deviations}
     * standard deviations, all endpoints with enough calls counted alike.
     *
     * @param interval after which rates are compared, and counted anew; it is looked at as calls end, not by a timer
     * @param minimumHosts with enough calls, for any to be compared; 0: none ever are
     * @param minimumCalls of an endpoint in the interval
     * @param deviations how many standard deviations below the mean is too low
     */
    public record SuccessRate(Duration interval, int minimumHosts, int minimumCalls, double deviations) {
        /** 10 s, 5 endpoints, 100 calls, 1.9. */
        public static final SuccessRate DEFAULT = new SuccessRate(Duration.ofSeconds(10), 5, 100, 1.9);

        /** Not compared. */
        public static final SuccessRate OFF = new SuccessRate(Duration.ofSeconds(10), 0, 100, 1.9);

        public SuccessRate {
            if (interval.toMillis() < 1 || interval.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("rates are compared every 1 ms to 1 h");
            }
            if (minimumHosts < 0 || minimumCalls < 1 || !(deviations >= 0)) {
                throw new IllegalArgumentException("rates need calls, and deviations are not negative");
            }
        }
    }
}
