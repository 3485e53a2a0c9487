package dev.catchwater.trading.order;

/** Whether an order buys or sells the base currency. */
public enum Side {
    BUY,
    SELL;

    public boolean buying() {
        return this == BUY;
    }
}
