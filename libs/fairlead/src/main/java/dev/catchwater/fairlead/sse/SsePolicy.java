package dev.catchwater.fairlead.sse;

import java.time.Duration;

/**
 * How a stream is kept.
 *
 * @param firstRetry the pause before the first new try, until the server names one
 * @param maxRetry no pause is longer, whatever the server asks, but for a quarter of jitter on top
 * @param maxEventBytes the limit on one event
 */
public record SsePolicy(Duration firstRetry, Duration maxRetry, int maxEventBytes) {
    /** 1 s, at most 60 s, 1 MiB. */
    public static final SsePolicy DEFAULT = new SsePolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), 1 << 20);
}
