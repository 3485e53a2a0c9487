package dev.catchwater.trading.market;

/**
 * A closed candle. Prices and volume are unscaled in the instrument's scales.
 *
 * @param start first millisecond, since the epoch
 * @param end the millisecond at which the next one starts: only from then on is the bar known
 */
public record Bar(long start, long end, long open, long high, long low, long close, long volume) {

    public Bar {
        if (end <= start || low > Math.min(open, close) || high < Math.max(open, close) || low <= 0 || volume < 0) {
            throw new IllegalArgumentException("no bar: from " + start + " to " + end + ", " + open + " " + high + " "
                    + low + " " + close + ", volume " + volume);
        }
    }
}
