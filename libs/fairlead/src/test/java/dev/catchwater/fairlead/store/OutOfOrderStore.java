package dev.catchwater.fairlead.store;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A store that never works. */
public final class OutOfOrderStore implements ResponseStore {
    private static <T> Uni<T> failure() {
        return Uni.createFrom().failure(new IllegalStateException("out of order"));
    }

    @Override
    public long maxEntryBytes() {
        return 1_000;
    }

    @Override
    public Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        return failure();
    }

    @Override
    public Uni<Boolean> put(
            PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now) {
        return failure();
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return failure();
    }

    @Override
    public Uni<Void> remove(PrimaryKey key, Instant now) {
        return failure();
    }

    @Override
    public Uni<Void> invalidate(PrimaryKey key, Instant now) {
        return failure();
    }

    @Override
    public Uni<Void> invalidateGroups(String origin, Set<String> groups, Instant now) {
        return failure();
    }
}
