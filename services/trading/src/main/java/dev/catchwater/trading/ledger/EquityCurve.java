package dev.catchwater.trading.ledger;

import java.util.Arrays;

/** Equity at the end of each period of equal length; the newest value of a period counts. For one thread. */
public final class EquityCurve {

    private static final int MOST = 2_000_000;

    private final long period;
    private long[] times = new long[64];
    private long[] values = new long[64];
    private int size;

    /**
     * A curve with a point for each period.
     *
     * @param period in milliseconds: a day for what is reported by the year
     */
    public EquityCurve(long period) {
        if (period < 1) {
            throw new IllegalArgumentException("a period lasts");
        }
        this.period = period;
    }

    /**
     * Tells the equity of a moment.
     *
     * @param equity {@link dev.catchwater.trading.market.FixedPoint#MONEY}
     */
    public void add(long time, long equity) {
        long bucket = Math.floorDiv(time - 1, period);
        if (size > 0 && times[size - 1] == bucket) {
            values[size - 1] = equity;
            return;
        }
        if (size == MOST) {
            throw new IllegalStateException("an equity curve has " + MOST + " points at most");
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        times[size] = bucket;
        values[size++] = equity;
    }

    public int size() {
        return size;
    }

    /** The end of a point's period, milliseconds since the epoch. */
    public long time(int point) {
        return (times[point] + 1) * period;
    }

    public long equity(int point) {
        return values[point];
    }

    /** Simple returns from point to point. */
    public double[] returns() {
        var returns = new double[Math.max(0, size - 1)];
        for (int i = 1; i < size; i++) {
            returns[i - 1] = (double) values[i] / values[i - 1] - 1;
        }
        return returns;
    }
}
