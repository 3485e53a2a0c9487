package dev.catchwater.trading.risk;

import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.StateHash;

/**
 * Daily loss and drawdown, both of the equity with what is not realised yet. The first stops entries until the next day
 * (UTC), the second is for a person to lift. For one thread.
 */
public final class EquityWatch {

    private static final long DAY = 86_400_000;

    private final Limits limits;
    private long day = Long.MIN_VALUE;
    private long dayStart;
    private long peak;
    private long equity;
    private boolean dailyLoss;
    private boolean drawdown;

    public EquityWatch(Limits limits) {
        this.limits = limits;
    }

    /**
     * Looks at the equity of a moment.
     *
     * @param now milliseconds since the epoch
     */
    public void onEquity(long now, long value) {
        equity = value;
        long today = Math.floorDiv(now, DAY);
        if (today != day) {
            day = today;
            dayStart = value;
            dailyLoss = false;
        }
        peak = Math.max(peak, value);
        dailyLoss |= lost(dayStart, value, limits.dailyLoss());
        drawdown |= lost(peak, value, limits.maxDrawdown());
    }

    public boolean dailyLossReached() {
        return dailyLoss;
    }

    public boolean drawdownReached() {
        return drawdown;
    }

    public long equity() {
        return equity;
    }

    public long peak() {
        return peak;
    }

    /** A person has looked: the highest equity is now this one. */
    public void resume() {
        drawdown = false;
        peak = equity;
    }

    public void hash(StateHash hash) {
        hash.add(day).add(dayStart).add(peak).add(equity).add(dailyLoss ? 1 : 0).add(drawdown ? 1 : 0);
    }

    private static boolean lost(long from, long to, int basisPoints) {
        long fall = FixedPoint.saturatedSum(from, -to);
        return basisPoints > 0 && fall >= FixedPoint.product(from, basisPoints, 4, 0) && from > to;
    }
}
