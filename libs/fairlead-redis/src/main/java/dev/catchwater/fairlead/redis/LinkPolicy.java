package dev.catchwater.fairlead.redis;

import java.time.Duration;

/**
 * How long Redis may take.
 *
 * @param timeout an answer that takes longer is none
 * @param rest how long Redis is left alone by guarded commands after one that had no answer
 */
public record LinkPolicy(Duration timeout, Duration rest) {
    /** 250 ms, and a second. */
    public static final LinkPolicy DEFAULT = new LinkPolicy(Duration.ofMillis(250), Duration.ofSeconds(1));

    public LinkPolicy {
        if (!timeout.isPositive() || !rest.isPositive()) {
            throw new IllegalArgumentException("a link's times are positive");
        }
    }
}
