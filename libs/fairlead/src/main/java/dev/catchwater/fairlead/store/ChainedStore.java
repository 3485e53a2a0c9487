package dev.catchwater.fairlead.store;

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

/**
 * A near store over a far one. What the near one lacks is looked for in the far one and copied; what is put or
 * invalidated goes to both, the near one first. A far store that is out of order makes no difference but its misses; its
 * invalidations are lost then, which the caller hears of as a failure.
 */
public final class ChainedStore implements ResponseStore {
    private final ResponseStore near;
    private final ResponseStore far;

    public ChainedStore(ResponseStore near, ResponseStore far) {
        this.near = near;
        this.far = far;
    }

    @Override
    public long maxEntryBytes() {
        return Math.max(near.maxEntryBytes(), far.maxEntryBytes());
    }

    /** The near store's: a far one counts in the same generations, or in none. */
    @Override
    public long generation() {
        return near.generation();
    }

    @Override
    public Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        return near.find(key, wanted, now)
                .onItem()
                .transformToUni(found -> hasWanted(found, wanted)
                        ? Uni.createFrom().item(found)
                        : far.find(key, wanted, now)
                                .onFailure()
                                .recoverWithItem(List.of())
                                .invoke(more -> more.stream()
                                        .filter(entry -> wanted.test(entry.response()))
                                        .forEach(entry -> copy(key, entry, now)))
                                .map(more -> both(found, more)));
    }

    private static boolean hasWanted(List<StoredEntry> found, Predicate<StoredResponse> wanted) {
        return found.stream().anyMatch(entry -> wanted.test(entry.response()));
    }

    private static List<StoredEntry> both(List<StoredEntry> found, List<StoredEntry> more) {
        List<StoredEntry> all = new ArrayList<>(found);
        all.addAll(more);
        return all;
    }

    /** For the next time; nobody waits for it, and if it fails the next time looks far again. */
    private void copy(PrimaryKey key, StoredEntry entry, Instant now) {
        if (entry.content().length() <= near.maxEntryBytes()) {
            near.put(key, entry.response(), entry.content().read(), entry.keepUntil(), now)
                    .subscribe()
                    .with(stored -> {}, failure -> {});
        }
    }

    /** Gathers the content first, up to the larger of the two bounds: one of the stores may not want to read it. */
    @Override
    public Uni<Boolean> put(
            PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now) {
        return content.collect()
                .in(() -> new Gatherer(maxEntryBytes()), Gatherer::add)
                .chain(gathered -> gathered.fits()
                        ? putBoth(key, new StoredEntry(response, gathered.gathered(), keepUntil), now)
                        : Uni.createFrom().item(false));
    }

    private Uni<Boolean> putBoth(PrimaryKey key, StoredEntry entry, Instant now) {
        return both(
                near.put(key, entry.response(), entry.content().read(), entry.keepUntil(), now),
                far.put(key, entry.response(), entry.content().read(), entry.keepUntil(), now));
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return both(near.touch(key, before, after, keepUntil, now), far.touch(key, before, after, keepUntil, now));
    }

    private static Uni<Boolean> both(Uni<Boolean> here, Uni<Boolean> there) {
        return here.chain(near -> there.onFailure().recoverWithItem(false).map(far -> near || far));
    }

    @Override
    public Uni<Void> remove(PrimaryKey key, Instant now) {
        return inTurn(near.remove(key, now), far.remove(key, now));
    }

    @Override
    public Uni<Void> invalidate(PrimaryKey key, Instant now) {
        return inTurn(near.invalidate(key, now), far.invalidate(key, now));
    }

    @Override
    public Uni<Void> invalidateGroups(String origin, Set<String> groups, Instant now) {
        return inTurn(near.invalidateGroups(origin, groups, now), far.invalidateGroups(origin, groups, now));
    }

    /** Both, whatever becomes of the first. */
    private static Uni<Void> inTurn(Uni<Void> first, Uni<Void> second) {
        return first.onItemOrFailure()
                .transformToUni((done, missed) -> missed == null
                        ? second
                        : second.onItemOrFailure()
                                .transformToUni(
                                        (also, thrown) -> Uni.createFrom().failure(missed)));
    }
}
