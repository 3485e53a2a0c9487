package dev.catchwater.trading.order;

/** How long an order waits. */
public enum TimeInForce {
    /** Until it is filled or canceled. */
    GTC,
    /** What can be filled at once; the rest expires. */
    IOC,
    /** All at once or nothing. */
    FOK
}
