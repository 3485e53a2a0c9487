package dev.catchwater.edge.route;

/**
 * How many requests a client, told by its address (of IPv6 the first 64 bits), may send to a route: a bucket of {@code burst}
 * tokens that is filled at this pace. More are answered 429.
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
