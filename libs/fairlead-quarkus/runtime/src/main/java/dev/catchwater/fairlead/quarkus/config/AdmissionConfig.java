package dev.catchwater.fairlead.quarkus.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many attempts are in flight, and wait. */
public interface AdmissionConfig {
    /** Attempts between their start and the end of their bodies. */
    @WithDefault("64")
    int inFlight();

    /** Attempts that wait; one more sheds the newest of a lower class, or fails at once. */
    @WithDefault("1024")
    int queue();

    /** How long one waits before it fails. */
    @WithDefault("10s")
    Duration maxWait();

    /** Of the request bodies of those that wait. */
    @WithDefault("64M")
    MemorySize maxQueuedSize();

    /** Whether the number in flight adapts to the upstream's latency, {@code in-flight} at most. */
    @WithDefault("false")
    @WithConverter(Truth.class)
    boolean adaptive();

    /** How often a class is passed over by higher ones before it goes next. */
    @WithDefault("8")
    int patience();
}
