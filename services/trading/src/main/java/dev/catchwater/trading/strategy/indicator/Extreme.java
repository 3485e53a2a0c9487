package dev.catchwater.trading.strategy.indicator;

import dev.catchwater.trading.market.StateHash;

/** The greatest of the last values, by a queue in which each next one is smaller: constant time on average. */
final class Extreme {

    private final long[] values;
    private final long[] times;
    private int head;
    private int size;
    private long now;

    Extreme(int period) {
        if (period < 1 || period > 10_000) {
            throw new IllegalArgumentException("a period is 1 to 10,000");
        }
        values = new long[period];
        times = new long[period];
    }

    void add(long value) {
        if (size > 0 && times[head] <= now - values.length) {
            head = place(1);
            size--;
        }
        while (size > 0 && values[place(size - 1)] <= value) {
            size--;
        }
        values[place(size)] = value;
        times[place(size)] = now;
        size++;
        now++;
    }

    boolean ready() {
        return now >= values.length;
    }

    long value() {
        return values[head];
    }

    void hash(StateHash hash) {
        hash.add(now).add(size);
        for (int i = 0; i < size; i++) {
            hash.add(values[place(i)]).add(times[place(i)]);
        }
    }

    private int place(int offset) {
        int place = head + offset;
        return place >= values.length ? place - values.length : place;
    }
}
