package dev.catchwater.trading.strategy.indicator;

import dev.catchwater.trading.market.StateHash;

/** Exponential moving average with the factor 2 / (period + 1), begun with the simple average of the first period. */
public final class Ema implements Indicator {

    private final int period;
    private final double factor;
    private long seen;
    private double value;

    public Ema(int period) {
        if (period < 1 || period > 10_000) {
            throw new IllegalArgumentException("a period is 1 to 10,000");
        }
        this.period = period;
        factor = 2.0 / (period + 1);
    }

    public double add(double next) {
        seen++;
        if (seen < period) {
            value += next;
        } else if (seen == period) {
            value = (value + next) / period;
        } else {
            value += (next - value) * factor;
        }
        return value();
    }

    @Override
    public boolean ready() {
        return seen >= period;
    }

    @Override
    public double value() {
        return ready() ? value : Double.NaN;
    }

    @Override
    public void hash(StateHash hash) {
        hash.add(seen).add(value);
    }
}
