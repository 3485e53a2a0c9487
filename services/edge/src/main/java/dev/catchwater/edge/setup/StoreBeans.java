package dev.catchwater.edge.setup;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.flow.Purging;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.store.DiskSpace;
import dev.catchwater.edge.store.FilePurgeLog;
import dev.catchwater.edge.store.TieredShelf;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** The store, and the purges that judge what is in it, as they are configured. */
class StoreBeans {
    private static final Logger LOG = Logger.getLogger(StoreBeans.class);
    private static final long MOST_UNASKED = 1L << 30;

    Epochs epochs() {
        return new Epochs();
    }

    FilePurgeLog log(StoreConfig config, InstantSource clock) throws IOException {
        Path file = config.purgeLog().toAbsolutePath();
        Files.createDirectories(file.getParent());
        return FilePurgeLog.open(file, clock);
    }

    /** What the log has is in force before the first request is served: the store asks for the same epochs. */
    Purging purging(Epochs epochs, FilePurgeLog log, InstantSource clock) {
        return new Purging(epochs, log, log.recovered(), clock);
    }

    /**
     * The store, which asks for these epochs: purges have to be in force already.
     *
     * @param purges the name of the log that has them: what lies on the disk from under another is not believed
     */
    Shelf shelf(Epochs epochs, StoreConfig config, String purges) {
        long memory = config.memory().asLongValue();
        long entry = config.maxEntry().asLongValue();
        long disk = config.disk().map(MemorySize::asLongValue).orElseGet(() -> share(config.folder()));
        RandomGenerator dice = RandomGenerator.getDefault();
        if (disk == 0) {
            return new TieredShelf(epochs, config.eviction(), memory, entry, dice);
        }
        long longest = config.maxDiskEntry().map(MemorySize::asLongValue).orElse(disk / 2);
        LOG.infof(
                "The store keeps up to %d MiB in %s",
                disk >> 20, config.folder().toAbsolutePath());
        DiskSpace space = DiskSpace.of(config.folder(), disk, longest, purges);
        return TieredShelf.over(space, epochs, config.eviction(), memory, entry, dice);
    }

    /** Of what is free where the folder is, or will be. */
    private static long share(Path folder) {
        Path there = folder.toAbsolutePath();
        while (Files.notExists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return Math.min(MOST_UNASKED, Files.getFileStore(there).getUsableSpace() / 10);
        } catch (IOException e) {
            LOG.warnf("Nothing is kept on a disk, as nobody can tell what is free at %s: %s", there, e);
            return 0;
        }
    }
}
