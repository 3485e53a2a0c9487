package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A store in whichever generation it is told that it is. */
final class GenerationStore implements ResponseStore {
    long generation;
    private final MemoryStore behind = new MemoryStore(1_000_000, 1_000);

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public long maxEntryBytes() {
        return behind.maxEntryBytes();
    }

    @Override
    public Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        return behind.find(key, wanted, now);
    }

    @Override
    public Uni<Boolean> put(
            PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now) {
        return behind.put(key, response, content, keepUntil, now);
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return behind.touch(key, before, after, keepUntil, now);
    }

    @Override
    public Uni<Void> remove(PrimaryKey key, Instant now) {
        return behind.remove(key, now);
    }

    @Override
    public Uni<Void> invalidate(PrimaryKey key, Instant now) {
        return behind.invalidate(key, now);
    }

    @Override
    public Uni<Void> invalidateGroups(String origin, Set<String> groups, Instant now) {
        return behind.invalidateGroups(origin, groups, now);
    }
}
