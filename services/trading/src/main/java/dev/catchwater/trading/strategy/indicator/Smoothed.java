package dev.catchwater.trading.strategy.indicator;

import dev.catchwater.trading.market.StateHash;

/** Wilder's smoothing: the simple average of the first period, then each value with the weight 1 / period. */
final class Smoothed {

    private final int period;
    private long seen;
    private double value;

    Smoothed(int period) {
        if (period < 1 || period > 10_000) {
            throw new IllegalArgumentException("a period is 1 to 10,000");
        }
        this.period = period;
    }

    void add(double next) {
        seen++;
        if (seen < period) {
            value += next;
        } else if (seen == period) {
            value = (value + next) / period;
        } else {
            value = (value * (period - 1) + next) / period;
        }
    }

    boolean ready() {
        return seen >= period;
    }

    double value() {
        return ready() ? value : Double.NaN;
    }

    void hash(StateHash hash) {
        hash.add(seen).add(value);
    }
}
