package dev.catchwater.trading.strategy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A strategy by name and numbers, from which it is made anew as often as needed.
 *
 * @param kind {@code none}, {@code average-cross}, {@code rsi-reversion}, {@code donchian-breakout}
 * @param fast periods of the fast average, of the RSI, or of the channel to leave at
 * @param slow periods of the slow average, or of the channel to enter at
 * @param exponential which kind of average
 * @param lower bound of the RSI to buy at
 * @param upper bound of the RSI to sell at
 * @param stopRanges distance of the stop in average true ranges; 0 for none
 */
public record StrategySpec(
        String kind, int fast, int slow, boolean exponential, double lower, double upper, double stopRanges) {

    private static final int RANGE = 14;

    /**
     * A strategy that has seen nothing.
     *
     * @throws IllegalArgumentException if there is no such kind, or the numbers make no sense
     */
    public @Nullable Strategy make() {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "none" -> null;
            case "average-cross" -> new AverageCross(fast, slow, exponential, RANGE, stopRanges);
            case "rsi-reversion" -> new RsiReversion(fast, lower, upper, stopRanges);
            case "donchian-breakout" -> new DonchianBreakout(slow, fast, stopRanges);
            default -> throw new IllegalArgumentException("there is no strategy " + kind);
        };
    }
}
