package dev.catchwater.trading.strategy.indicator;

import dev.catchwater.trading.market.StateHash;

/** The last values, as many as it has places. */
final class Ring {

    private final double[] values;
    private int next;
    private long seen;

    Ring(int places) {
        if (places < 1 || places > 10_000) {
            throw new IllegalArgumentException("a period is 1 to 10,000");
        }
        values = new double[places];
    }

    /** Puts a value in the place of the oldest, which is answered; 0 if there was none. */
    double push(double value) {
        double oldest = values[next];
        values[next] = value;
        next = next + 1 == values.length ? 0 : next + 1;
        seen++;
        return oldest;
    }

    boolean full() {
        return seen >= values.length;
    }

    /** Whether the newest value stands in the last place: once in a period. */
    boolean wrapped() {
        return next == 0;
    }

    double sum() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    int places() {
        return values.length;
    }

    void hash(StateHash hash) {
        hash.add(seen);
        for (double value : values) {
            hash.add(value);
        }
    }
}
