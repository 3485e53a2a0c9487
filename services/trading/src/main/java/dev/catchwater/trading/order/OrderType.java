package dev.catchwater.trading.order;

/** How an order finds its price. */
public enum OrderType {
    /** At once, at what the book has. */
    MARKET(false, false),
    /** At its price or a better one. */
    LIMIT(true, false),
    /** A market order from the moment that the stop price is traded. */
    STOP(false, true),
    /** A limit order from the moment that the stop price is traded. */
    STOP_LIMIT(true, true);

    private final boolean priced;
    private final boolean stopped;

    OrderType(boolean priced, boolean stopped) {
        this.priced = priced;
        this.stopped = stopped;
    }

    public boolean priced() {
        return priced;
    }

    public boolean stopped() {
        return stopped;
    }
}
