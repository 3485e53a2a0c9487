package dev.catchwater.edge;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.StoredEntry;
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

    /** How full it is. */
    ShelfView view();
}
