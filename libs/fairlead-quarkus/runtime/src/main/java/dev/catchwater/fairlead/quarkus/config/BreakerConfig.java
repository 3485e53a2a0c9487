package dev.catchwater.fairlead.quarkus.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** When an origin is left alone, and when it is asked again. */
public interface BreakerConfig {
    /** Whether there are circuits at all. */
    @WithDefault("true")
    @WithConverter(Truth.class)
    boolean enabled();

    /** The calls that are judged: those that ended within it; 100 ms to 1 h. */
    @WithDefault("30s")
    Duration window();

    /** No share is judged by fewer calls than these. */
    @WithDefault("20")
    int minimumCalls();

    /** The share of failures that opens, over 0 to 1. */
    @WithDefault("0.5")
    double failureRate();

    /** Failures without a success between them that open. */
    @WithDefault("10")
    int inARow();

    /** An answer whose head takes this long is slow; absent: none is. */
    Optional<Duration> slow();

    /** The share of slow answers that opens, over 0 to 1. */
    @WithDefault("1")
    double slowRate();

    /** How many attempts a half-open circuit lets through, and how many must succeed; 1 to 100. */
    @WithDefault("1")
    int probes();

    /** How long a circuit stays open the first time; doubled for each time in a row. */
    @WithDefault("1s")
    Duration pause();

    /** No pause is longer; at most a day. */
    @WithDefault("30s")
    Duration maxPause();

    /** A longer Retry-After counts as this. */
    @WithDefault("10m")
    Duration maxRetryAfter();

    /** A body that has flowed for so long says nothing more about its origin. */
    @WithDefault("30s")
    Duration patience();

    /** How many origins have circuits. */
    @WithDefault("1024")
    int maxOrigins();
}
