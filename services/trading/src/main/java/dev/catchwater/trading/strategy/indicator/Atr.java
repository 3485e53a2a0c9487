package dev.catchwater.trading.strategy.indicator;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.StateHash;

/** Wilder's average true range. The first bar has no true range: there is no close before it. */
public final class Atr implements Indicator {

    private final Smoothed ranges;
    private double close = Double.NaN;

    public Atr(int period) {
        ranges = new Smoothed(period);
    }

    public double add(Bar bar) {
        if (!Double.isNaN(close)) {
            ranges.add(Math.max((double) bar.high(), close) - Math.min((double) bar.low(), close));
        }
        close = (double) bar.close();
        return value();
    }

    @Override
    public boolean ready() {
        return ranges.ready();
    }

    @Override
    public double value() {
        return ranges.value();
    }

    @Override
    public void hash(StateHash hash) {
        ranges.hash(hash);
        hash.add(close);
    }
}
