package dev.catchwater.trading.strategy.indicator;

import dev.catchwater.trading.market.StateHash;

/** Wilder's relative strength index, 0 to 100; 0 where nothing moved, as TA-Lib has it. */
public final class Rsi implements Indicator {

    private final Smoothed gains;
    private final Smoothed losses;
    private double last = Double.NaN;

    public Rsi(int period) {
        gains = new Smoothed(period);
        losses = new Smoothed(period);
    }

    public double add(double value) {
        if (!Double.isNaN(last)) {
            gains.add(Math.max(value - last, 0));
            losses.add(Math.max(last - value, 0));
        }
        last = value;
        return value();
    }

    @Override
    public boolean ready() {
        return gains.ready();
    }

    @Override
    public double value() {
        if (!ready()) {
            return Double.NaN;
        }
        double all = gains.value() + losses.value();
        return all == 0 ? 0 : 100 * gains.value() / all;
    }

    @Override
    public void hash(StateHash hash) {
        gains.hash(hash);
        losses.hash(hash);
        hash.add(last);
    }
}
