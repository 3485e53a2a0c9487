package dev.catchwater.fairlead;

/** Whether an endpoint is asked. */
public enum EndpointState {
    /** It is, as its weight and the balance want it. */
    AVAILABLE,
    /** It is not for a while: its answers were outliers. */
    EJECTED,
    /** It is not: its health checks fail. */
    UNHEALTHY,
    /** Its source no longer names it. */
    GONE
}
