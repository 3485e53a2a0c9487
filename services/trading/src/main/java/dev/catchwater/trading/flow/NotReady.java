package dev.catchwater.trading.flow;

/** Nothing can be traded yet. */
public final class NotReady extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotReady(String phase) {
        super(phase);
    }
}
