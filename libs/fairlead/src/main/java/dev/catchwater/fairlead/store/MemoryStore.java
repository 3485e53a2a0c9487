package dev.catchwater.fairlead.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Responses in this process, bounded by their bytes; what is used least goes first. Thread-safe, never blocks for long. */
public final class MemoryStore implements ResponseStore {
    /** Variants under one key; the oldest make room. Otherwise a Vary on something random would fill one entry. */
    static final int MAX_VARIANTS = 32;

    private static final int MAX_MARKS = 16_384;

    private static final long MAX_MARK_CHARS = 2 << 20;

    private final long maxEntryBytes;
    private final Cache<PrimaryKey, List<StoredEntry>> entries;
    private final Marks removals = new Marks(MAX_MARKS, MAX_MARK_CHARS);
    private final Marks invalidations = new Marks(MAX_MARKS, MAX_MARK_CHARS);
    private final Marks groups = new Marks(MAX_MARKS, MAX_MARK_CHARS);

    /**
     * An empty store.
     *
     * @param maxBytes of all content and heads together, about
     * @param maxEntryBytes of one content
     */
    public MemoryStore(long maxBytes, long maxEntryBytes) {
        if (maxEntryBytes < 0 || maxBytes < maxEntryBytes) {
            throw new IllegalArgumentException("the store has to be larger than its largest entry");
        }
        this.maxEntryBytes = maxEntryBytes;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((PrimaryKey key, List<StoredEntry> variants) -> Weights.of(key, variants))
                .executor(Runnable::run)
                .build();
    }

    @Override
    public long maxEntryBytes() {
        return maxEntryBytes;
    }

    @Override
    public Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        return Uni.createFrom().item(() -> {
            List<StoredEntry> found = entries.getIfPresent(key);
            return found == null ? List.of() : usable(key, found, now);
        });
    }

    private List<StoredEntry> usable(PrimaryKey key, List<StoredEntry> found, Instant now) {
        return found.stream()
                .filter(entry -> entry.keepUntil().isAfter(now))
                .filter(entry -> !removals.covers(key.value(), entry.response().requestTime()))
                .map(entry -> isInvalid(key, entry.response())
                        ? new StoredEntry(entry.response().invalidated(), entry.content(), entry.keepUntil())
                        : entry)
                .toList();
    }

    private boolean isInvalid(PrimaryKey key, StoredResponse response) {
        Instant requested = response.requestTime();
        return invalidations.covers(key.target().value(), requested)
                || response.groups().stream().anyMatch(group -> groups.covers(name(key.origin(), group), requested));
    }

    @Override
    public Uni<Boolean> put(
            PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now) {
        return content.collect()
                .in(() -> new Gatherer(maxEntryBytes), Gatherer::add)
                .map(gathered ->
                        gathered.fits() && add(key, new StoredEntry(response, gathered.gathered(), keepUntil), now));
    }

    private boolean add(PrimaryKey key, StoredEntry entry, Instant now) {
        if (!entry.keepUntil().isAfter(now)
                || removals.covers(key.value(), entry.response().requestTime())) {
            return false;
        }
        String variant = entry.response().variant();
        boolean[] added = {false};
        change(key, now, variants -> {
            boolean newerIsThere = variants.stream()
                    .anyMatch(other -> other.response().variant().equals(variant)
                            && other.response()
                                    .requestTime()
                                    .isAfter(entry.response().requestTime()));
            if (!newerIsThere) {
                variants.removeIf(other -> other.response().variant().equals(variant));
                variants.add(entry);
                added[0] = true;
            }
            return variants;
        });
        return added[0];
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return Uni.createFrom().item(() -> {
            boolean[] touched = {false};
            change(key, now, variants -> {
                for (StoredEntry entry : List.copyOf(variants)) {
                    if (entry.response().isSameAs(before)) {
                        variants.remove(entry);
                        variants.removeIf(other -> other.response().variant().equals(after.variant()));
                        variants.add(new StoredEntry(after, entry.content(), keepUntil));
                        touched[0] = true;
                    }
                }
                return variants;
            });
            return touched[0];
        });
    }

    private void change(PrimaryKey key, Instant now, UnaryOperator<List<StoredEntry>> change) {
        entries.asMap().compute(key, (same, found) -> {
            List<StoredEntry> variants = new ArrayList<>(found == null ? List.of() : found);
            variants.removeIf(entry -> !entry.keepUntil().isAfter(now)
                    || removals.covers(key.value(), entry.response().requestTime()));
            List<StoredEntry> changed = change.apply(variants);
            int excess = changed.size() - MAX_VARIANTS;
            return changed.isEmpty() ? null : List.copyOf(changed.subList(Math.max(excess, 0), changed.size()));
        });
    }

    @Override
    public Uni<Void> remove(PrimaryKey key, Instant now) {
        return Uni.createFrom().item(() -> {
            removals.set(key.value(), now);
            change(key, now, variants -> variants);
            return null;
        });
    }

    @Override
    public Uni<Void> invalidate(PrimaryKey key, Instant now) {
        return Uni.createFrom().item(() -> {
            invalidations.set(key.target().value(), now);
            return null;
        });
    }

    @Override
    public Uni<Void> invalidateGroups(String origin, Set<String> names, Instant now) {
        return Uni.createFrom().item(() -> {
            names.forEach(group -> groups.set(name(origin, group), now));
            return null;
        });
    }

    private static String name(String origin, String group) {
        return origin + " " + group;
    }

    /** How many keys there are, about. */
    public long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }
}
