package dev.catchwater.fairlead.redis;

import java.time.Duration;

/**
 * How long Redis may take.
 *
 * @param timeout an answer that takes longer is none
 * @param rest how long Redis is left alone by guarded commands after one that had no answer
 * @param atOnce commands that may be under way; others wait for their turn. More than the pool of the Redis client has
 *     connections are of no use
 */
public record LinkPolicy(Duration timeout, Duration rest, int atOnce) {
    /** 250 ms, a second, and six commands: the pools of Vert.x and Quarkus have as many connections. */
    public static final LinkPolicy DEFAULT = new LinkPolicy(Duration.ofMillis(250), Duration.ofSeconds(1));

    public LinkPolicy {
        if (!timeout.isPositive() || !rest.isPositive() || atOnce < 1) {
            throw new IllegalArgumentException("a link's times and places are positive");
        }
    }

    /** Six commands at once. */
    public LinkPolicy(Duration timeout, Duration rest) {
        this(timeout, rest, 6);
    }

    /** The same for a pool of another size. */
    public LinkPolicy withAtOnce(int commands) {
        return new LinkPolicy(timeout, rest, commands);
    }
}
