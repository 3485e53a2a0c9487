package dev.catchwater.fairlead.redis.store;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A store that forgets soon, so that whoever stands before a shared one hears of what others did to that. */
record BriefStore(ResponseStore store, Duration most) implements ResponseStore {
    private Instant briefly(Instant keepUntil, Instant now) {
        Instant latest = now.plus(most);
        return keepUntil.isAfter(latest) ? latest : keepUntil;
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
        return store.put(key, response, content, briefly(keepUntil, now), now);
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return store.touch(key, before, after, briefly(keepUntil, now), now);
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
