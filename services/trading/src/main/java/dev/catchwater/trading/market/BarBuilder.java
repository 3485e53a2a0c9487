package dev.catchwater.trading.market;

import java.util.List;

/**
 * Makes bars of trades. A bar is closed by the first trade of a later interval or by the clock, never by a flag of the
 * exchange; an interval without trades has no bar. For one thread.
 */
public final class BarBuilder {

    private final long interval;
    private long start = -1;
    private long open;
    private long high;
    private long low;
    private long close;
    private long volume;
    private long late;

    /**
     * Bars of one length.
     *
     * @param interval length of a bar in milliseconds
     */
    public BarBuilder(long interval) {
        if (interval < 1_000) {
            throw new IllegalArgumentException("a bar lasts at least a second");
        }
        this.interval = interval;
    }

    /** Takes a trade; answers the bars that it closes, none or one. A trade of a closed bar is counted and left out. */
    public List<Bar> add(long time, long price, long quantity) {
        long begins = Math.floorDiv(time, interval) * interval;
        if (begins < start) {
            late++;
            return List.of();
        }
        var closed = begins > start ? close() : List.<Bar>of();
        if (open == 0) {
            begin(begins, price);
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        close = price;
        volume += quantity;
        return closed;
    }

    /** The clock has come this far: closes the bar that is over. */
    public List<Bar> clock(long time) {
        if (open == 0 || time < start + interval) {
            return List.of();
        }
        var closed = close();
        start += interval;
        return closed;
    }

    /** How many trades came too late for their bar. */
    public long late() {
        return late;
    }

    private void begin(long begins, long price) {
        start = begins;
        open = price;
        high = price;
        low = price;
        volume = 0;
    }

    private List<Bar> close() {
        if (open == 0) {
            return List.of();
        }
        var bar = new Bar(start, start + interval, open, high, low, close, volume);
        open = 0;
        return List.of(bar);
    }
}
