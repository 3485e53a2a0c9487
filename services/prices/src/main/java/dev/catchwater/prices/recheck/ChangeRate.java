package dev.catchwater.prices.recheck;

import java.time.Duration;
import java.util.List;

/**
 * How often a page changes, estimated from looks at irregular intervals, of which each tells only whether it had changed,
 * not how often. For changes that come as a Poisson process the likeliest rate r solves
 * Σ(changed) d/(e^{rd}−1) = Σ(unchanged) d (Cho and Garcia-Molina, "Estimating frequency of change", 2003). A gamma prior
 * of its host and category keeps pages that were seen rarely from being never or always due.
 */
public final class ChangeRate {

    private static final double LEAST = 1e-9;
    private static final double MOST = 1e3;

    private ChangeRate() {}

    /**
     * What is known before the first look.
     *
     * @param shape of a gamma distribution; more than 1, so that the likeliest rate is not 0
     * @param days its rate parameter: the larger, the more the prior weighs
     */
    public record Prior(double shape, double days) {

        private static final double LIGHT = 1.05;

        /** A change in ten days; as little weight as a look after half a day. */
        public static final Prior USUAL = likeliest(0.1);

        public Prior {
            if (shape <= 1 || days <= 0) {
                throw new IllegalArgumentException("no prior: " + shape + ", " + days);
            }
        }

        /** So many looks tell what is usual at a host, and more need not be read for it. */
        private static final int TELLING = 30;

        private static final int MOST = 3_000;

        /** As much weight as a fifth of a change: enough for a page that was seen once or twice. */
        private static final double TAUGHT = 1.2;

        /** Calm hosts would weigh as years without a change, and a page that wakes up there would not be believed. */
        private static final double MOST_DAYS = 14;

        /** What other pages of the host teach: their common rate, once it can be told; till then what is usual anywhere. */
        public static Prior learned(List<List<Look>> others) {
            List<Look> all = others.stream().flatMap(List::stream).limit(MOST).toList();
            if (all.size() < TELLING) {
                return USUAL;
            }
            double days = (TAUGHT - 1) / Math.clamp(ChangeRate.perDay(all, USUAL), 1e-4, 100);
            return new Prior(TAUGHT, Math.min(days, MOST_DAYS));
        }

        /** A prior whose likeliest rate is that of a host's or category's other pages. */
        public static Prior likeliest(double perDay) {
            return new Prior(LIGHT, (LIGHT - 1) / Math.clamp(perDay, 1e-4, 100));
        }
    }

    /** Changes a day, the likeliest after these looks. */
    public static double perDay(List<Look> looks, Prior prior) {
        // The derivative of the log of the posterior falls with the rate, so halving finds its zero.
        double low = LEAST;
        double high = MOST;
        for (int i = 0; i < 80; i++) {
            double middle = Math.sqrt(low * high);
            if (slope(looks, prior, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(low * high);
    }

    private static double slope(List<Look> looks, Prior prior, double rate) {
        double slope = (prior.shape() - 1) / rate - prior.days();
        for (Look look : looks) {
            double days = days(look.after());
            // For d → 0 the quotient goes to 1/r; a look at once tells nothing.
            if (days > 0) {
                slope += look.changed() ? days / Math.expm1(Math.min(rate * days, 700)) : -days;
            }
        }
        return slope;
    }

    /** The estimate for equal intervals in closed form, with the bias taken off: −ln((n−X+½)/(n+½)) an interval. */
    public static double regular(int looks, int changed, Duration interval) {
        return -Math.log((looks - changed + 0.5) / (looks + 0.5)) / days(interval);
    }

    private static double days(Duration duration) {
        return duration.toMillis() / 86_400_000.0;
    }
}
