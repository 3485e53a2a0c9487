package dev.catchwater.fairlead.quarkus.config;

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
    boolean learn();

    /** No answer stops anything for longer. */
    @WithDefault("1h")
    Duration maxPause();

    /** A limit on the rate. */
    interface Limit {
        /** Never more than these in any window. */
        int count();

        /** How long the window is. */
        Duration window();

        /** How many of them may come at once; a tenth if absent. */
        Optional<Integer> burst();
    }
}
