package dev.catchwater.trading.market;

/**
 * The best prices of a book at a moment.
 *
 * @param time milliseconds since the epoch at which the exchange said so
 */
public record Top(long bid, long bidQuantity, long ask, long askQuantity, long time) {

    /** Whether somebody would sell below what somebody would pay: then the book is wrong. */
    public boolean crossed() {
        return bid >= ask;
    }

    public long mid() {
        return bid + (ask - bid) / 2;
    }
}
