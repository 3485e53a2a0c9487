package dev.catchwater.edge.setup;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.flow.Purging;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.store.FilePurgeLog;
import dev.catchwater.edge.store.TieredShelf;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The store, and the purges that judge what is in it. */
@ApplicationScoped
class StoreBeans {

    @Produces
    @Singleton
    Epochs epochs() {
        return new Epochs();
    }

    @Produces
    @Singleton
    FilePurgeLog log(StoreConfig config, InstantSource clock) throws IOException {
        Path file = config.purgeLog().toAbsolutePath();
        Files.createDirectories(file.getParent());
        return FilePurgeLog.open(file, clock);
    }

    void close(@Disposes FilePurgeLog log) throws IOException {
        log.close();
    }

    /** What the log has is in force before the first request is served: the store asks for the same epochs. */
    @Produces
    @Singleton
    Purging purging(Epochs epochs, FilePurgeLog log, InstantSource clock) {
        return new Purging(epochs, log, log.recovered(), clock);
    }

    @Produces
    @Singleton
    Shelf shelf(Epochs epochs, Purging purging, StoreConfig config) throws IOException {
        long memory = config.memory().asLongValue();
        long entry = config.maxEntry().asLongValue();
        long disk = config.disk().asLongValue();
        Policy policy = config.eviction();
        RandomGenerator dice = RandomGenerator.getDefault();
        return disk == 0
                ? new TieredShelf(epochs, policy, memory, entry, dice)
                : TieredShelf.over(config.folder(), disk, epochs, policy, memory, entry, dice);
    }

    void close(@Disposes Shelf shelf) throws Exception {
        if (shelf instanceof AutoCloseable open) {
            open.close();
        }
    }
}
