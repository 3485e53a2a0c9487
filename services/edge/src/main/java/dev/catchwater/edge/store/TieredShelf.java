package dev.catchwater.edge.store;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.Slab;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.Gathering;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The node's store: memory, and below it a disk where there is one, to which everything is written as soon as there is time. */
public final class TieredShelf implements Shelf, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TieredShelf.class);

    /** Longer content is sent piece by piece, while others may need its room. */
    private static final int AT_ONCE = 16 * 1024;

    /** Of a content whose length is not known this much waits in memory, before it goes on to a file. */
    private static final long UNKNOWN_IN_MEMORY = 1 << 20;

    private final Judge judge;
    private final MemoryTier memory;
    private final @Nullable Disk disk;
    private final @Nullable Retrieval retrieval;

    /**
     * An empty shelf without a disk.
     *
     * @param maxBytes of all heads and contents in memory together, about; three quarters of what the process may have outside its heap
     *     if that is less
     * @param maxEntryBytes of one content
     * @param dice for policies that draw samples
     */
    public TieredShelf(Epochs epochs, Policy policy, long maxBytes, long maxEntryBytes, RandomGenerator dice) {
        this(new Judge(epochs), null, policy, maxBytes, maxEntryBytes, dice);
    }

    private TieredShelf(
            Judge judge, @Nullable Disk disk, Policy policy, long maxBytes, long maxEntryBytes, RandomGenerator dice) {
        if (maxEntryBytes < 0 || maxBytes < maxEntryBytes) {
            throw new IllegalArgumentException("the store has to be larger than its largest entry");
        }
        this.judge = judge;
        this.disk = disk;
        long room = Math.min(maxBytes, Memory.most());
        if (room < maxBytes) {
            LOG.warnf(
                    "The store has %d MiB of memory and not %d: the process may have no more outside its heap, and connections"
                            + " need some of that. -XX:MaxDirectMemorySize is the bound",
                    room >> 20, maxBytes >> 20);
        }
        Consumer<Kept> kept = disk == null ? any -> {} : new Keeper(disk, judge)::keep;
        this.memory = new MemoryTier(judge, policy.create(dice), room, maxEntryBytes, kept);
        this.retrieval = disk == null ? null : new Retrieval(disk, memory, judge);
    }

    /**
     * A shelf over a folder. What is there from before is found once it has been looked through, for which nobody waits.
     *
     * @param epochs with all purges in force already: what was born later than they know is not trusted
     */
    public static TieredShelf over(
            DiskSpace disk, Epochs epochs, Policy policy, long maxBytes, long maxEntryBytes, RandomGenerator dice) {
        Judge judge = new Judge(epochs);
        return new TieredShelf(judge, new Disk(disk, judge, dice), policy, maxBytes, maxEntryBytes, dice);
    }

    @Override
    public long generation() {
        return judge.generation();
    }

    /** Longer than one in memory, if there is a disk. */
    @Override
    public long maxEntryBytes() {
        return disk == null ? memory.maxEntryBytes() : Math.max(memory.maxEntryBytes(), disk.maxEntryBytes());
    }

    @Override
    public List<StoredEntry> inMemory(PrimaryKey key, Instant now) {
        List<StoredEntry> found = memory.find(key, now);
        for (StoredEntry entry : found) {
            if (entry.content().length() > AT_ONCE) {
                found = Pinned.all(found);
                break;
            }
        }
        return retrieval == null ? found : retrieval.withLong(found, key, now);
    }

    @Override
    public Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        return Uni.createFrom().deferred(() -> {
            List<StoredEntry> found = Pinned.all(memory.find(key, now));
            return retrieval == null ? Uni.createFrom().item(found) : retrieval.find(found, key, wanted, now);
        });
    }

    @Override
    public Gathering gathering(long most, Optional<Long> expected) {
        long inMemory = memory.maxEntryBytes();
        if (disk != null && expected.isEmpty()) {
            inMemory = Math.min(inMemory, UNKNOWN_IN_MEMORY);
        } else if (disk != null && expected.get() > inMemory) {
            inMemory = 0;
        }
        return new Inflow(most, inMemory, disk);
    }

    @Override
    public Uni<Boolean> put(
            PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now) {
        return Uni.createFrom().deferred(() -> {
            Gathering coming = gathering(maxEntryBytes(), Optional.empty());
            return content.onItem()
                    .call(chunk -> {
                        coming.add(chunk);
                        return coming.isReady() ? Uni.createFrom().voidItem() : coming.ready();
                    })
                    .onItem()
                    .ignoreAsUni()
                    .flatMap(done -> coming.fits()
                            ? put(key, response, coming.gathered(), keepUntil, now)
                            : Uni.createFrom().item(false))
                    .onTermination()
                    .invoke(coming::discard);
        });
    }

    @Override
    public Uni<Boolean> put(PrimaryKey key, StoredResponse response, Content content, Instant keepUntil, Instant now) {
        return switch (content) {
            case SlabContent slab ->
                Uni.createFrom().item(() -> slab.hold() && memory.put(key, response, slab, keepUntil, now));
            case Spooling file -> put(file, new Head(key, response, keepUntil), now);
            default -> put(key, response, content.read(), keepUntil, now);
        };
    }

    private Uni<Boolean> put(Spooling file, Head head, Instant now) {
        return Uni.createFrom().deferred(() -> {
            Tags tags = Tags.of(head.key(), head.response()).orElse(null);
            if (tags == null || !head.keepUntil().isAfter(now) || memory.hasNewer(head.key(), head.response())) {
                return Uni.createFrom().item(false);
            }
            return file.file(head, tags).invoke(filed -> {
                if (filed) {
                    memory.supersede(head.key(), head.response());
                }
            });
        });
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return Uni.createFrom().deferred(() -> {
            boolean touched = memory.touch(key, before, after, keepUntil) != null;
            return touched || disk == null
                    ? Uni.createFrom().item(touched)
                    : disk.touch(before, new Head(key, after, keepUntil));
        });
    }

    @Override
    public boolean keepCoded(PrimaryKey key, Slab whole, Coding coding, Buffer form) {
        SlabContent content = switch (whole) {
            case Pinned pinned -> pinned.content();
            case SlabContent bare -> bare;
            default -> throw new IllegalArgumentException("a content of another store");
        };
        SlabWriter writer = memory.writer();
        writer.add(form);
        return writer.fits() && memory.keepCoded(key, content, coding, writer.taken());
    }

    @Override
    public Uni<Void> remove(PrimaryKey key, Instant now) {
        return Uni.createFrom().item(() -> {
            judge.remove(key, now);
            if (disk != null) {
                disk.remove(key, now);
            }
            return null;
        });
    }

    @Override
    public Uni<Void> invalidate(PrimaryKey key, Instant now) {
        return Uni.createFrom().item(() -> {
            judge.invalidate(key, now);
            if (disk != null) {
                disk.invalidate(key, now);
            }
            return null;
        });
    }

    @Override
    public Uni<Void> invalidateGroups(String origin, Set<String> groups, Instant now) {
        return Uni.createFrom().item(() -> {
            judge.invalidateGroups(origin, groups, now);
            if (disk != null) {
                disk.invalidateGroups(origin, groups, now);
            }
            return null;
        });
    }

    @Override
    public ShelfView view() {
        return disk == null
                ? new ShelfView(memory.view(), ShelfView.Tier.NONE)
                : new ShelfView(memory.view(), disk.view(), disk.state().view());
    }

    /** Writes what waits for the disk, and frees what is in memory. */
    @Override
    public void close() {
        if (disk != null) {
            disk.close();
        }
        memory.close();
    }
}
