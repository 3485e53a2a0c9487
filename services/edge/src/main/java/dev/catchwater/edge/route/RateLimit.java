package dev.catchwater.edge.route;

/**
 * How many requests a client, told by its address, may send to a route; more are answered 429.
 *
 * @param perSecond over 0
 * @param burst that may come at once, from 1 on
 */
public record RateLimit(double perSecond, int burst) {
    public RateLimit {
        if (!(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException("a rate is over 0, and a burst 1 at least");
        }
    }
}
