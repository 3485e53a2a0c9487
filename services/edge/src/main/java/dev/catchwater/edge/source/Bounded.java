package dev.catchwater.edge.source;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.Gathering;
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

/** The node's store as one route sees it: longer contents pass by. */
record Bounded(ResponseStore store, long most) implements ResponseStore {
    @Override
    public long maxEntryBytes() {
        return Math.min(most, store.maxEntryBytes());
    }

    @Override
    public long generation() {
        return store.generation();
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
    public Gathering gathering(long longest, Optional<Long> expected) {
        return store.gathering(longest, expected);
    }

    @Override
    public Uni<Boolean> put(PrimaryKey key, StoredResponse response, Content content, Instant keepUntil, Instant now) {
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
