package dev.catchwater.edge.setup;

import dev.catchwater.edge.eviction.Policy;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What the node keeps, and where: {@code catchwater.edge.store.*}. */
@ConfigMapping(prefix = "catchwater.edge.store")
public interface StoreConfig {

    /** Heads and contents in memory, outside the heap. */
    @WithDefault("256M")
    MemorySize memory();

    /** One content in memory; longer ones are sent from their files, or pass where there is no disk. */
    @WithDefault("32M")
    MemorySize maxEntry();

    /** Who makes room in memory when it is full; on the disk it is always what was used least recently. */
    @WithDefault("GDSF")
    Policy eviction();

    /** Where purges are written down before they are acknowledged. */
    @WithDefault(".catchwater/edge/purges")
    Path purgeLog();

    /**
     * Files below the folder, together; 0: nothing is kept on a disk, and a restart begins empty. Where it is not said, 1 GiB, or a
     * tenth of what is free there at the start if that is less.
     */
    Optional<MemorySize> disk();

    /** One content in a file; longer ones pass. Where it is not said, half of what may be there. */
    Optional<MemorySize> maxDiskEntry();

    /** Where these files are; for this node alone. */
    @WithDefault(".catchwater/edge/store")
    Path folder();
}
