package dev.catchwater.edge.setup;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.ShelfView;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Fairlead's store on the heap, until there is another one; nothing in it can be sliced. */
final class HeapShelf implements Shelf {
    private final MemoryStore store = new MemoryStore(256L << 20, 32L << 20);

    @Override
    public List<StoredEntry> inMemory(PrimaryKey key, Instant now) {
        return List.of();
    }

    @Override
    public ShelfView view() {
        return new ShelfView(ShelfView.Tier.NONE, ShelfView.Tier.NONE);
    }

    @Override
    public long maxEntryBytes() {
        return store.maxEntryBytes();
    }

    @Override
    public Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        return store.find(key, wanted, now);
    }

    @Override
    public Uni<Boolean> put(
            PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now) {
        return store.put(key, response, content, keepUntil, now);
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return store.touch(key, before, after, keepUntil, now);
    }

    @Override
    public Uni<Void> remove(PrimaryKey key, Instant now) {
        return store.remove(key, now);
    }

    @Override
    public Uni<Void> invalidate(PrimaryKey key, Instant now) {
        return store.invalidate(key, now);
    }

    @Override
    public Uni<Void> invalidateGroups(String origin, Set<String> groups, Instant now) {
        return store.invalidateGroups(origin, groups, now);
    }
}
