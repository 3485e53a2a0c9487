package dev.catchwater.edge;

import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.StoredEntry;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;

/** The node's store: memory before disk, judged by the purges that are in force. Thread-safe. */
public interface Shelf extends ResponseStore {
    /**
     * What lies in memory under a key, without waiting for anything. Purged entries are left out, softly purged ones are
     * {@link dev.catchwater.fairlead.cache.StoredResponse#invalidated}. Each content is a {@link Slab}. One of up to 16 KiB may make
     * room for others at any time: it is to be sliced at once, or found again. A longer one stays for as long as it is held.
     */
    List<StoredEntry> inMemory(PrimaryKey key, Instant now);

    /**
     * Keeps a form of a content beside it, if that is still there: within the same bound, and until it goes.
     *
     * @param whole as it was found
     * @param form the same in the coding
     */
    default boolean keepCoded(PrimaryKey key, Slab whole, Coding coding, Buffer form) {
        return false;
    }

    /** How full it is. */
    ShelfView view();
}
