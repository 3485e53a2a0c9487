package dev.catchwater.trading.strategy.indicator;

import dev.catchwater.trading.market.StateHash;

/** Simple moving average. */
public final class Sma implements Indicator {

    private final Ring ring;
    private double sum;

    public Sma(int period) {
        ring = new Ring(period);
    }

    public double add(double value) {
        sum += value - ring.push(value);
        if (ring.wrapped()) {
            // A running sum drifts; summed anew once a period it costs nothing and cannot.
            sum = ring.sum();
        }
        return value();
    }

    @Override
    public boolean ready() {
        return ring.full();
    }

    @Override
    public double value() {
        return ready() ? sum / ring.places() : Double.NaN;
    }

    @Override
    public void hash(StateHash hash) {
        ring.hash(hash);
        hash.add(sum);
    }
}
