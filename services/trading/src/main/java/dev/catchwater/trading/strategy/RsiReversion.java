package dev.catchwater.trading.strategy;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.strategy.indicator.Atr;
import dev.catchwater.trading.strategy.indicator.Rsi;

/** Buys what fell too far, when its relative strength comes back above the lower bound; sells above the upper one. */
public final class RsiReversion implements Strategy {

    private final Rsi strength;
    private final Atr range;
    private final double lower;
    private final double upper;
    private final double stopRanges;
    private double last = Double.NaN;

    public RsiReversion(int period, double lower, double upper, double stopRanges) {
        if (lower < 0 || lower >= upper || upper > 100 || stopRanges < 0) {
            throw new IllegalArgumentException("bounds are 0 <= lower < upper <= 100");
        }
        strength = new Rsi(period);
        range = new Atr(period);
        this.lower = lower;
        this.upper = upper;
        this.stopRanges = stopRanges;
    }

    @Override
    public Signal onBar(Bar bar, boolean holding) {
        range.add(bar);
        double before = last;
        last = strength.add((double) bar.close());
        if (Double.isNaN(before)) {
            return Signal.STAY;
        }
        if (holding) {
            return last >= upper ? Signal.EXIT : Signal.STAY;
        }
        return before < lower && last >= lower ? new Signal.Enter((long) (range.value() * stopRanges), 0) : Signal.STAY;
    }

    @Override
    public void hash(StateHash hash) {
        strength.hash(hash);
        range.hash(hash);
        hash.add(last);
    }
}
