package dev.catchwater.edge.store;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** The node's store in memory. */
public final class TieredShelf implements Shelf, AutoCloseable {
    /** Longer content is sent piece by piece, while others may need its room. */
    private static final int AT_ONCE = 16 * 1024;

    private final Judge judge;
    private final MemoryTier memory;

    /**
     * An empty shelf.
     *
     * @param maxBytes of all heads and contents in memory together, about
     * @param maxEntryBytes of one content
     * @param dice for policies that draw samples
     */
    public TieredShelf(Epochs epochs, Policy policy, long maxBytes, long maxEntryBytes, RandomGenerator dice) {
        if (maxEntryBytes < 0 || maxBytes < maxEntryBytes) {
            throw new IllegalArgumentException("the store has to be larger than its largest entry");
        }
        this.judge = new Judge(epochs);
        this.memory = new MemoryTier(judge, policy.create(dice), maxBytes, maxEntryBytes, evicted -> {});
    }

    @Override
    public long generation() {
        return judge.generation();
    }

    @Override
    public long maxEntryBytes() {
        return memory.maxEntryBytes();
    }

    @Override
    public List<StoredEntry> inMemory(PrimaryKey key, Instant now) {
        List<StoredEntry> found = memory.find(key, now);
        for (StoredEntry entry : found) {
            if (entry.content().length() > AT_ONCE) {
                return pinned(found);
            }
        }
        return found;
    }

    @Override
    public Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        return Uni.createFrom().item(() -> pinned(memory.find(key, now)));
    }

    /** What made room since it was found is not found. */
    private static List<StoredEntry> pinned(List<StoredEntry> found) {
        return found.stream()
                .filter(entry -> entry.content() instanceof SlabContent slab && slab.hold())
                .map(entry ->
                        new StoredEntry(entry.response(), new Pinned((SlabContent) entry.content()), entry.keepUntil()))
                .toList();
    }

    @Override
    public Uni<Boolean> put(
            PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now) {
        return Uni.createFrom().deferred(() -> {
            SlabWriter writer = memory.writer();
            return content.onItem()
                    .invoke(writer::add)
                    .onItem()
                    .ignoreAsUni()
                    .map(done -> writer.fits() && memory.put(key, response, writer.taken(), keepUntil, now))
                    .onTermination()
                    .invoke(writer::free);
        });
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return Uni.createFrom().item(() -> memory.touch(key, before, after, keepUntil) != null);
    }

    @Override
    public Uni<Void> remove(PrimaryKey key, Instant now) {
        return Uni.createFrom().item(() -> {
            judge.remove(key, now);
            return null;
        });
    }

    @Override
    public Uni<Void> invalidate(PrimaryKey key, Instant now) {
        return Uni.createFrom().item(() -> {
            judge.invalidate(key, now);
            return null;
        });
    }

    @Override
    public Uni<Void> invalidateGroups(String origin, Set<String> groups, Instant now) {
        return Uni.createFrom().item(() -> {
            judge.invalidateGroups(origin, groups, now);
            return null;
        });
    }

    @Override
    public ShelfView view() {
        return new ShelfView(memory.view(), ShelfView.Tier.NONE);
    }

    /** Frees what is in memory. */
    @Override
    public void close() {
        memory.close();
    }
}
