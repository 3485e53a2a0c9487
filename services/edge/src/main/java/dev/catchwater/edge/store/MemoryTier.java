package dev.catchwater.edge.store;

import dev.catchwater.edge.CodedForm;
import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.eviction.Eviction;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Responses in memory: heads on the heap, contents outside it. Readers take no lock; whoever changes anything takes the
 * one lock for the time of a few fields. What is being written, and slices that readers still have of what has gone, come
 * on top of the bound.
 */
final class MemoryTier {
    /** Variants under one key; the oldest make room. Otherwise a Vary on something random would fill one entry. */
    static final int MAX_VARIANTS = 32;

    private static final Kept[] NONE = {};

    private final Judge judge;
    private final Eviction eviction;
    private final long maxBytes;
    private final long maxEntryBytes;
    private final Consumer<Kept> kept;
    // By text, which has an order: keys that collide on purpose still make a tree.
    private final Map<String, Kept[]> entries = new ConcurrentHashMap<>();
    private final Object changing = new Object();
    private long bytes;
    private long heads;
    private long count;
    private long evictions;

    /**
     * An empty tier.
     *
     * @param kept hears of each variant that comes or gets another head, while its content is there; returns at once
     */
    MemoryTier(Judge judge, Eviction eviction, long maxBytes, long maxEntryBytes, Consumer<Kept> kept) {
        this.judge = judge;
        this.eviction = eviction;
        this.maxBytes = maxBytes;
        this.maxEntryBytes = Math.min(maxEntryBytes, maxBytes);
        this.kept = kept;
    }

    long maxEntryBytes() {
        return maxEntryBytes;
    }

    SlabWriter writer() {
        return new SlabWriter(maxEntryBytes);
    }

    /** What may be used, as it may be used. */
    List<StoredEntry> find(PrimaryKey key, Instant now) {
        Kept[] variants = entries.getOrDefault(key.value(), NONE);
        if (variants.length == 1) {
            return usable(variants[0], now);
        }
        List<StoredEntry> found = new ArrayList<>(variants.length);
        for (Kept variant : variants) {
            found.addAll(usable(variant, now));
        }
        return found;
    }

    private List<StoredEntry> usable(Kept kept, Instant now) {
        List<StoredEntry> usable = kept.isOver(now) ? List.of() : kept.usable(judge);
        if (usable.isEmpty()) {
            synchronized (changing) {
                drop(kept);
            }
        } else {
            eviction.used(kept);
        }
        return usable;
    }

    /** Takes the content over, or frees it: what is covered already, over, or older than what is there is not kept. */
    boolean put(PrimaryKey key, StoredResponse response, SlabContent content, Instant keepUntil, Instant now) {
        Tags tags = Tags.of(key, response).orElse(null);
        Kept fresh = tags == null ? null : new Kept(key, tags, response, content, keepUntil);
        if (fresh == null || fresh.bytes() > maxBytes || !add(fresh, now)) {
            content.release();
            return false;
        }
        return true;
    }

    private boolean add(Kept kept, Instant now) {
        synchronized (changing) {
            if (kept.isOver(now) || kept.usable(judge).isEmpty()) {
                return false;
            }
            String variant = kept.response().variant();
            Kept same = null;
            for (Kept other : entries.getOrDefault(kept.key().value(), NONE)) {
                same = other.response().variant().equals(variant) ? other : same;
            }
            if (same != null && !same.usable(judge).isEmpty() && isNewer(same, kept)) {
                return false;
            }
            if (same != null) {
                drop(same);
            }
            makeRoom(kept);
            insert(kept);
            return true;
        }
    }

    private static boolean isNewer(Kept one, Kept other) {
        return one.response().requestTime().isAfter(other.response().requestTime());
    }

    private void makeRoom(Kept coming) {
        while ((bytes + coming.bytes() > maxBytes || heads + coming.head() > Memory.MOST_HEADS)
                && eviction.victim() instanceof Kept victim) {
            drop(victim);
            evictions++;
        }
    }

    private void insert(Kept kept) {
        Kept[] before = entries.getOrDefault(kept.key().value(), NONE);
        if (before.length >= MAX_VARIANTS) {
            drop(before[0]);
            before = entries.getOrDefault(kept.key().value(), NONE);
        }
        Kept[] after = new Kept[before.length + 1];
        System.arraycopy(before, 0, after, 0, before.length);
        after[before.length] = kept;
        entries.put(kept.key().value(), after);
        eviction.added(kept);
        this.kept.accept(kept);
        bytes += kept.bytes();
        heads += kept.head();
        count++;
    }

    /** Nothing if it is not there any more. */
    private void drop(Kept kept) {
        if (detach(kept)) {
            kept.content().release();
        }
    }

    private boolean detach(Kept kept) {
        List<Kept> rest =
                new ArrayList<>(List.of(entries.getOrDefault(kept.key().value(), NONE)));
        if (!rest.remove(kept)) {
            return false;
        }
        if (rest.isEmpty()) {
            entries.remove(kept.key().value());
        } else {
            entries.put(kept.key().value(), rest.toArray(Kept[]::new));
        }
        eviction.removed(kept);
        bytes -= kept.bytes();
        heads -= kept.head();
        count--;
        return true;
    }

    /** The content with another head, if what was found is still there and may still be used. */
    @Nullable
    Kept touch(PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil) {
        synchronized (changing) {
            for (Kept kept : entries.getOrDefault(key.value(), NONE)) {
                // A body that was purged for good does not come back because its origin confirms it.
                if (isSame(kept.response(), before) && !kept.usable(judge).isEmpty()) {
                    return touched(kept, after, keepUntil);
                }
            }
            return null;
        }
    }

    /** Keeps a form beside the content that it was made of, if that is still there and there is room for both; else frees it. */
    boolean keepCoded(PrimaryKey key, SlabContent of, Coding coding, SlabContent form) {
        synchronized (changing) {
            for (Kept kept : entries.getOrDefault(key.value(), NONE)) {
                if (kept.content().equals(of)
                        && !(of.coded(coding) instanceof CodedForm.Made)
                        && kept.bytes() + form.taken() <= maxBytes) {
                    detach(kept);
                    of.keep(coding, form);
                    insertInPlaceOf(
                            kept, kept.tags(), kept.response(), kept.entry().keepUntil());
                    return true;
                }
            }
        }
        form.release();
        return false;
    }

    private Kept insertInPlaceOf(Kept before, Tags tags, StoredResponse response, Instant keepUntil) {
        Kept after = new Kept(before.key(), tags, response, before.content(), keepUntil);
        after.follow(before);
        makeRoom(after);
        insert(after);
        return after;
    }

    private @Nullable Kept touched(Kept kept, StoredResponse after, Instant keepUntil) {
        Tags tags = Tags.of(kept.key(), after).orElse(null);
        detach(kept);
        if (tags == null) {
            kept.content().release();
            return null;
        }
        for (Kept other : entries.getOrDefault(kept.key().value(), NONE)) {
            if (other.response().variant().equals(after.variant())) {
                drop(other);
            }
        }
        return insertInPlaceOf(kept, tags, after, keepUntil);
    }

    /** Found marked as invalid or not, it is the same. */
    static boolean isSame(StoredResponse one, StoredResponse other) {
        return one.isSameAs(other);
    }

    /** Whether it has a variant that was requested later. */
    boolean hasNewer(PrimaryKey key, StoredResponse than) {
        for (Kept kept : entries.getOrDefault(key.value(), NONE)) {
            if (kept.response().variant().equals(than.variant())
                    && kept.response().requestTime().isAfter(than.requestTime())
                    && !kept.usable(judge).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Forgets what has been replaced elsewhere. */
    void supersede(PrimaryKey key, StoredResponse by) {
        synchronized (changing) {
            for (Kept kept : entries.getOrDefault(key.value(), NONE)) {
                if (kept.response().variant().equals(by.variant())
                        && !kept.response().requestTime().isAfter(by.requestTime())) {
                    drop(kept);
                }
            }
        }
    }

    ShelfView.Tier view() {
        synchronized (changing) {
            return new ShelfView.Tier(bytes, maxBytes, count, evictions);
        }
    }

    /** Frees all; nothing may be put any more. */
    void close() {
        synchronized (changing) {
            entries.values().forEach(variants -> List.of(variants).forEach(this::drop));
        }
    }
}
