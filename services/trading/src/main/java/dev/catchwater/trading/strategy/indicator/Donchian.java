package dev.catchwater.trading.strategy.indicator;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.StateHash;

/** Donchian's channel: the highest high and the lowest low of a period, the newest bar included. */
public final class Donchian implements Indicator {

    private final Extreme highs;
    private final Extreme lows;

    public Donchian(int period) {
        highs = new Extreme(period);
        lows = new Extreme(period);
    }

    public void add(Bar bar) {
        highs.add(bar.high());
        lows.add(-bar.low());
    }

    public long upper() {
        return highs.value();
    }

    public long lower() {
        return -lows.value();
    }

    @Override
    public boolean ready() {
        return highs.ready();
    }

    /** The middle of the channel. */
    @Override
    public double value() {
        return ready() ? (upper() + (double) lower()) / 2 : Double.NaN;
    }

    @Override
    public void hash(StateHash hash) {
        highs.hash(hash);
        lows.hash(hash);
    }
}
