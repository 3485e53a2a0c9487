package dev.catchwater.trading.order;

import java.util.EnumSet;
import java.util.Set;

/** The states of an order, and which may follow which. */
public enum OrderStatus {
    /** Made, not yet sent. */
    INITIALIZED,
    /** A gate of ours refused it. */
    DENIED,
    /** Stored and about to be sent, or sent. */
    SUBMITTED,
    /** Sent, and nobody knows whether it arrived. */
    UNKNOWN,
    ACCEPTED,
    TRIGGERED,
    PARTIALLY_FILLED,
    /** We asked for its end. */
    PENDING_CANCEL,
    FILLED,
    CANCELED,
    EXPIRED,
    REJECTED,
    /** It never arrived. */
    LOST;

    private static final Set<OrderStatus> DONE = EnumSet.of(DENIED, FILLED, CANCELED, EXPIRED, REJECTED, LOST);
    // A fill may overtake the acceptance, and everything else may overtake what came before it.
    private static final Set<OrderStatus> AFTER_SENDING =
            EnumSet.of(ACCEPTED, TRIGGERED, PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED, REJECTED, PENDING_CANCEL);
    private static final Set<OrderStatus> AFTER_ACCEPTED =
            EnumSet.of(TRIGGERED, PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED, REJECTED, PENDING_CANCEL);

    /** Whether nothing more is expected; a late fill may come all the same. */
    public boolean done() {
        return DONE.contains(this);
    }

    /** Whether the exchange may still fill it, as far as we know. */
    public boolean working() {
        return !done() && this != INITIALIZED;
    }

    boolean mayBecome(OrderStatus next) {
        return switch (this) {
            case INITIALIZED -> next == DENIED || next == SUBMITTED;
            case SUBMITTED -> AFTER_SENDING.contains(next) || next == UNKNOWN || next == LOST;
            case UNKNOWN -> AFTER_SENDING.contains(next) || next == LOST;
            case ACCEPTED -> AFTER_ACCEPTED.contains(next);
            case TRIGGERED, PARTIALLY_FILLED -> AFTER_ACCEPTED.contains(next) && next != TRIGGERED;
            // It may have been asked for its end before it arrived, and then never arrive.
            case PENDING_CANCEL -> AFTER_SENDING.contains(next) || next == LOST;
            // What was thought lost or over may be filled after all: the exchange is right.
            case CANCELED, EXPIRED, REJECTED, LOST -> next == FILLED;
            case DENIED, FILLED -> false;
        };
    }
}
