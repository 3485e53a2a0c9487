package dev.catchwater.edge.store;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.Slab;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The node's store: memory, and below it a disk where there is one, to which everything is written as soon as there is time. */
public final class TieredShelf implements Shelf, AutoCloseable {
    /** Longer content is sent piece by piece, while others may need its room. */
    private static final int AT_ONCE = 16 * 1024;

    private final Judge judge;
    private final MemoryTier memory;
    private final @Nullable Disk disk;

    /**
     * An empty shelf without a disk.
     *
     * @param maxBytes of all heads and contents in memory together, about
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
        Consumer<Kept> kept = disk == null ? any -> {} : disk::keep;
        this.memory = new MemoryTier(judge, policy.create(dice), maxBytes, maxEntryBytes, kept);
    }

    /**
     * A shelf over a folder, with what is there from before. Blocks for the time of reading the heads of all files.
     *
     * @param epochs with all purges in force already: what was born later than they know is not trusted
     * @param folder for this shelf alone
     * @param diskBytes of all files together
     * @throws IOException if the folder cannot be read or written
     */
    public static TieredShelf over(
            Path folder,
            long diskBytes,
            Epochs epochs,
            Policy policy,
            long maxBytes,
            long maxEntryBytes,
            RandomGenerator dice)
            throws IOException {
        Judge judge = new Judge(epochs);
        return new TieredShelf(judge, new Disk(folder, judge, diskBytes, dice), policy, maxBytes, maxEntryBytes, dice);
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
        return Uni.createFrom().deferred(() -> {
            List<StoredEntry> found = pinned(memory.find(key, now));
            if (disk == null || found.stream().anyMatch(entry -> wanted.test(entry.response()))) {
                return Uni.createFrom().item(found);
            }
            return promoted(disk, key, now);
        });
    }

    /** Everything of the key that lies on the disk, in memory; what cannot be read is not there. */
    private Uni<List<StoredEntry>> promoted(Disk from, PrimaryKey key, Instant now) {
        return Multi.createFrom()
                .iterable(from.usable(key, now))
                .onItem()
                .transformToUniAndConcatenate(filed -> from.load(filed)
                        .invoke(loaded -> promote(loaded, now))
                        .onFailure()
                        .recoverWithNull())
                .onItem()
                .ignoreAsUni()
                .map(done -> pinned(memory.find(key, now)));
    }

    private void promote(Disk.Loaded loaded, Instant now) {
        SlabWriter writer = memory.writer();
        writer.add(loaded.content());
        if (writer.fits()) {
            DiskFile.Head head = loaded.filed().head();
            memory.put(head.key(), head.response(), writer.taken(), head.keepUntil(), now);
        }
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
        return new ShelfView(memory.view(), disk == null ? ShelfView.Tier.NONE : disk.view());
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
