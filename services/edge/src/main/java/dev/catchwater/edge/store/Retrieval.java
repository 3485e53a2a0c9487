package dev.catchwater.edge.store;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/** Finds what lies on the disk: content that is too long for memory in its file, what is wanted of the rest by way of memory. */
final class Retrieval {
    private final Disk disk;
    private final MemoryTier memory;
    private final Judge judge;
    // Who asks while another's content is on its way into memory waits for that.
    private final Map<Filed, Uni<Boolean>> promotions = new ConcurrentHashMap<>();

    Retrieval(Disk disk, MemoryTier memory, Judge judge) {
        this.disk = disk;
        this.memory = memory;
        this.judge = judge;
    }

    /** What may be used of a key, and not what memory has as new. */
    private List<Usable> usable(PrimaryKey key, Instant now, List<StoredEntry> inMemory, Predicate<Filed> which) {
        List<Usable> usable = new ArrayList<>();
        for (Filed filed : disk.of(key)) {
            if (!which.test(filed)) {
                continue;
            }
            StoredResponse left = filed.usable(judge, now);
            if (left == null) {
                unusable(filed);
            } else if (inMemory.stream().noneMatch(entry -> isInPlaceOf(entry.response(), filed))) {
                usable.add(new Usable(filed, left));
            }
        }
        return usable;
    }

    /** If there is time for it. */
    private void unusable(Filed filed) {
        try {
            disk.execute(() -> disk.tier().drop(filed));
        } catch (RejectedExecutionException busy) {
            // it stays unusable
        }
    }

    private static boolean isInPlaceOf(StoredResponse response, Filed filed) {
        return filed.isVariantOf(response)
                && !response.requestTime().isBefore(filed.response().requestTime());
    }

    private boolean isLong(Filed filed) {
        return filed.content().length() > memory.maxEntryBytes();
    }

    /** What was found in memory, and long content. Returns at once; the long one is to be opened. */
    List<StoredEntry> withLong(List<StoredEntry> found, PrimaryKey key, Instant now) {
        for (Filed filed : disk.of(key)) {
            if (isLong(filed)) {
                return both(found, entries(usable(key, now, found, this::isLong), any -> true));
            }
        }
        return found;
    }

    private List<StoredEntry> entries(List<Usable> usable, Predicate<StoredResponse> which) {
        return usable.stream()
                .filter(one -> which.test(one.response()))
                .map(one -> one.entry(new FiledContent(disk, one.filed())))
                .toList();
    }

    private static List<StoredEntry> both(List<StoredEntry> found, List<StoredEntry> more) {
        if (more.isEmpty()) {
            return found;
        }
        List<StoredEntry> all = new ArrayList<>(found);
        all.addAll(more);
        return all;
    }

    /** What cannot be read is not there. Of what is not wanted only the head may be of use, and nothing is read. */
    Uni<List<StoredEntry>> find(
            List<StoredEntry> found, PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        List<Usable> usable = usable(key, now, found, any -> true);
        if (usable.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        boolean enough = found.stream().anyMatch(entry -> wanted.test(entry.response()));
        List<StoredEntry> held = new ArrayList<>();
        return Multi.createFrom()
                .iterable(usable)
                .select()
                .where(one -> wanted.test(one.response()))
                .onItem()
                .transformToUniAndConcatenate(one -> isLong(one.filed())
                        ? new FiledContent(disk, one.filed())
                                .held()
                                .invoke(content -> held.add(one.entry(content)))
                                .replaceWith(true)
                                .onFailure()
                                .recoverWithItem(false)
                        : enough ? Uni.createFrom().item(false) : promoted(one.filed(), now))
                .onItem()
                .ignoreAsUni()
                .map(done -> both(both(Pinned.all(memory.find(key, now)), held), entries(usable, wanted.negate())));
    }

    private Uni<Boolean> promoted(Filed filed, Instant now) {
        return promotions.computeIfAbsent(
                filed,
                one -> new FiledContent(disk, one)
                        .slab(memory.writer())
                        .map(writer -> writer.fits()
                                && memory.put(one.key(), one.response(), writer.taken(), one.keepUntil(), now))
                        .onFailure()
                        .recoverWithItem(false)
                        .onTermination()
                        .invoke(() -> promotions.remove(one))
                        .memoize()
                        .indefinitely());
    }
}
