package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.Gatherer;
import dev.catchwater.fairlead.store.Gathering;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A store that has no room for what comes just now, however short it is. */
record FailingStore(MemoryStore behind) implements ResponseStore {
    @Override
    public Gathering gathering(long most, Optional<Long> expected) {
        Gatherer counted = new Gatherer(most);
        return new Gathering() {
            @Override
            public void add(Buffer chunk) {
                counted.add(chunk);
            }

            @Override
            public long length() {
                return counted.length();
            }

            @Override
            public boolean fits() {
                return false;
            }

            @Override
            public Content gathered() {
                return counted.gathered();
            }
        };
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
