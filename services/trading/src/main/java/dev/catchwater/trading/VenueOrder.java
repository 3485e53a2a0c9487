package dev.catchwater.trading;

/**
 * An order as its exchange tells of it.
 *
 * @param clientId our name of it, or whatever name it has
 * @param filled unscaled quantity that was traded
 * @param time milliseconds since the epoch at which it changed last
 */
public record VenueOrder(String clientId, String venueId, State state, long filled, long time) {

    /** What is left of it. */
    public enum State {
        OPEN,
        FILLED,
        CANCELED,
        EXPIRED,
        REJECTED
    }
}
