package dev.catchwater.fairlead;

/** Whether attempts are let through to an origin. */
public enum CircuitState {
    /** All are. */
    CLOSED,
    /** None is, until its time is up. */
    OPEN,
    /** A few are, to see how they fare. */
    HALF_OPEN
}
