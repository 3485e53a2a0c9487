package dev.catchwater.prices.recheck;

import java.time.Duration;
import java.util.List;

/**
 * A host's looks a day, dealt out to its pages so that as much as possible is fresh: all are asked when they are worth the
 * same, and that worth is as low as the budget allows.
 *
 * @param worth what a page must be worth to be asked
 */
public record Budget(double worth) {

    private static final double LEAST = 1e-12;
    private static final double MOST = 1e9;

    /**
     * What one page is to the budget.
     *
     * @param weight against others
     * @param perDay changes a day
     */
    public record Page(double weight, double perDay) {}

    /**
     * The bounds of intervals.
     *
     * @param shortest never sooner
     * @param longest even what is worth nothing is looked at after so long: it may have calmed down
     */
    public record Bounds(Duration shortest, Duration longest) {

        /** From a quarter of an hour to two weeks. */
        public static final Bounds USUAL = new Bounds(Duration.ofMinutes(15), Duration.ofDays(14));
    }

    /** The worth at which these pages need so many looks a day. Below the least that they need at all, it is what it is. */
    public static Budget of(List<Page> pages, double looksPerDay, Bounds bounds) {
        double low = LEAST;
        double high = MOST;
        for (int i = 0; i < 70; i++) {
            double middle = Math.sqrt(low * high);
            if (new Budget(middle).looks(pages, bounds) > looksPerDay) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Budget(high);
    }

    /** The looks a day that pages get at this worth. */
    double looks(List<Page> pages, Bounds bounds) {
        return pages.stream()
                .mapToDouble(page -> 86_400_000.0 / interval(page, bounds).toMillis())
                .sum();
    }

    /** How long after its last look a page is due. */
    public Duration interval(Page page, Bounds bounds) {
        double days = Worth.daysUntil(page.weight(), page.perDay(), worth);
        double millis =
                Math.clamp(days * 86_400_000.0, (double) bounds.shortest().toMillis(), (double)
                        bounds.longest().toMillis());
        return Duration.ofMillis((long) Math.ceil(millis));
    }
}
