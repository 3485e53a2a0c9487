package dev.catchwater.trading.risk;

import dev.catchwater.trading.market.FixedPoint;

/**
 * The bounds of one account. Money is at scale {@link FixedPoint#MONEY}, shares are basis points (1/10,000), times are
 * milliseconds; 0 switches a bound off where it says so.
 *
 * @param collar how far a limit may be from the middle of the book; 0: any
 * @param maxOrderNotional most that one order may be worth
 * @param maxPosition most that a position in one instrument may be worth, the order included
 * @param maxExposure most that all positions may be worth
 * @param maxOpenOrders most orders at once
 * @param dailyLoss share of the day's first equity whose loss stops entries until the next day (UTC); 0: any
 * @param maxDrawdown share of the highest equity whose loss halts everything; 0: any
 * @param orders most orders within {@code orderWindow}
 * @param maxAge oldest price that an entry may rest on
 * @param maxSkew greatest difference of the clocks
 */
public record Limits(
        int collar,
        long maxOrderNotional,
        long maxPosition,
        long maxExposure,
        int maxOpenOrders,
        int dailyLoss,
        int maxDrawdown,
        int orders,
        long orderWindow,
        long maxAge,
        long maxSkew) {

    public Limits {
        if (maxOrderNotional <= 0 || maxPosition <= 0 || maxExposure <= 0 || maxOpenOrders < 1) {
            throw new IllegalArgumentException("the bounds of orders and positions are positive");
        }
        if (Math.min(Math.min(collar, dailyLoss), maxDrawdown) < 0 || orders < 1 || orderWindow < 1) {
            throw new IllegalArgumentException("a share is not negative, and some orders must be possible");
        }
    }

    /** Wide bounds for a backtest, in which the strategy alone is looked at. */
    public static Limits wide() {
        long most = Long.MAX_VALUE / 4;
        return new Limits(0, most, most, most, 1_000, 0, 0, 1_000, 1_000, Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
