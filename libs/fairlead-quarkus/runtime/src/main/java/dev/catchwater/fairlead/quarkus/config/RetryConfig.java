package dev.catchwater.fairlead.quarkus.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** Which attempts are made again: of idempotent requests, within a budget. */
public interface RetryConfig {
    /** Attempts in all, the first included, 1 to 100; 1 never retries. */
    @WithDefault("3")
    int attempts();

    /** The upper end of the first random pause; doubled each time. */
    @WithDefault("100ms")
    Duration baseDelay();

    /** No pause of our own is longer. */
    @WithDefault("5s")
    Duration maxDelay();

    /** A longer Retry-After is not waited for: the answer goes to the caller. */
    @WithDefault("10s")
    Duration maxRetryAfter();

    /** Answers that are worth another attempt. */
    @WithDefault("429,502,503,504")
    Set<Integer> statuses();

    /** Methods that may be sent twice; naming POST says that it does no harm. */
    @WithDefault("GET,HEAD,OPTIONS,TRACE,PUT,DELETE")
    Set<String> methods();

    /** How many retries the client as a whole may make. */
    Budget budget();

    /** How many retries the client as a whole may make. */
    interface Budget {
        /** Retries for each call of the last window, 0 to 1. */
        @WithDefault("0.2")
        double share();

        /** How long a call earns and a retry costs, 1 s to 1 h. */
        @WithDefault("10s")
        Duration window();

        /** Retries a second that need no calls. */
        @WithDefault("10")
        int floorPerSecond();
    }
}
