package dev.catchwater.fairlead.quarkus.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How often attempts are made. */
public interface RateConfig {
    /** Over all attempts of the client. */
    Optional<Limit> perClient();

    /** Over those to one origin. */
    Optional<Limit> perOrigin();

    /** Over those with the same key to one origin. */
    Optional<Limit> perKey();

    /** Whether what answers say about limits is heeded. */
    @WithDefault("false")
    @WithConverter(Truth.class)
    boolean learn();

    /** No answer stops anything for longer. */
    @WithDefault("1h")
    Duration maxPause();

    /** How many origins and keys are counted at once; one more than there is room for is turned away. */
    @WithDefault("10000")
    int maxBuckets();

    /** Whether the limits are other processes', too. */
    Redis redis();

    /** Whether the limits are other processes', too; needs fairlead-redis and quarkus-redis-client. */
    interface Redis {
        /** How many processes share, itself included; while Redis is away each keeps to its part. Absent: none do. */
        Optional<Integer> parts();

        /** How many are taken at once, at most. */
        @WithDefault("16")
        int maxTokens();
    }

    /** A limit on the rate. */
    interface Limit {
        /** Never more than these in any window. */
        Optional<Integer> count();

        /** How long the window is. */
        Optional<Duration> window();

        /** How many of them may come at once; a tenth if absent. */
        Optional<Integer> burst();
    }
}
