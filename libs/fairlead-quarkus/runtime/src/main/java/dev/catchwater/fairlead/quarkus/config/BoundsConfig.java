package dev.catchwater.fairlead.quarkus.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one exchange may take, whatever the peer does. */
public interface BoundsConfig {
    /** To open a connection, TLS included. */
    @WithDefault("5s")
    Duration connect();

    /** From the request to the head of the answer. */
    @WithDefault("20s")
    Duration firstByte();

    /** Of silence in a body that is being asked for. */
    @WithDefault("30s")
    Duration idle();

    /** Of status line and header fields together; 1 KiB to 1 MiB. */
    @WithDefault("32K")
    MemorySize maxHead();

    /** Of content, before and after decompression, for requests that name no limit. */
    @WithDefault("64M")
    MemorySize maxBody();

    /** Of decompressed to compressed content, from 1 MiB on; at least 2. */
    @WithDefault("200")
    int maxRatio();
}
