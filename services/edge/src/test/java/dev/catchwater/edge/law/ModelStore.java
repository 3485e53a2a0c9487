package dev.catchwater.edge.law;

import static dev.catchwater.fairlead.Answers.get;

import dev.catchwater.edge.store.TieredShelf;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shelf, and a memory of what was put there that outlives it: nobody judges that, like files that nobody has read yet. */
final class ModelStore implements ResponseStore {
    private final Fault fault;
    private final Map<String, Put> puts = new LinkedHashMap<>();
    /** With files of its own that outlive it, so that nothing is remembered here. */
    private final boolean warm;

    private TieredShelf shelf;

    private record Put(PrimaryKey key, StoredResponse response, Buffer content, Instant keepUntil) {}

    ModelStore(Fault fault, TieredShelf shelf, boolean warm) {
        this.warm = warm;
        this.fault = fault;
        this.shelf = shelf;
    }

    /** A warm restart. */
    void restarted(Supplier<TieredShelf> fresh, Instant now) {
        shelf.close();
        shelf = fresh.get();
        for (Put put : List.copyOf(puts.values())) {
            get(shelf.put(put.key(), put.response(), Multi.createFrom().item(put.content()), put.keepUntil(), now));
        }
    }

    void close() {
        shelf.close();
    }

    private static String name(PrimaryKey key, StoredResponse response) {
        return key.value() + "\n" + response.variant();
    }

    @Override
    public long generation() {
        return shelf.generation();
    }

    @Override
    public long maxEntryBytes() {
        return shelf.maxEntryBytes();
    }

    @Override
    public Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now) {
        return shelf.find(key, wanted, now)
                .map(found -> fault == Fault.NEVER_INVALID
                        ? found.stream().map(ModelStore::valid).toList()
                        : found);
    }

    private static StoredEntry valid(StoredEntry entry) {
        StoredResponse was = entry.response();
        StoredResponse valid = new StoredResponse(
                was.status(),
                was.headers(),
                was.selecting(),
                was.requestTime(),
                was.responseTime(),
                was.extent(),
                false,
                was.born());
        return new StoredEntry(valid, entry.content(), entry.keepUntil());
    }

    @Override
    public Gathering gathering(long most, Optional<Long> expected) {
        return warm ? shelf.gathering(most, expected) : ResponseStore.super.gathering(most, expected);
    }

    @Override
    public Uni<Boolean> put(PrimaryKey key, StoredResponse response, Content content, Instant keepUntil, Instant now) {
        return warm
                ? shelf.put(key, born(response), content, keepUntil, now)
                : ResponseStore.super.put(key, response, content, keepUntil, now);
    }

    private StoredResponse born(StoredResponse response) {
        return fault == Fault.BORN_WHEN_STORED ? response.withBorn(generation()) : response;
    }

    @Override
    public Uni<Boolean> put(
            PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now) {
        StoredResponse born = born(response);
        return content.collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .flatMap(all -> shelf.put(key, born, Multi.createFrom().item(all), keepUntil, now)
                        .invoke(stored -> {
                            if (stored && !warm) {
                                puts.put(name(key, born), new Put(key, born, all, keepUntil));
                            }
                        }));
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return shelf.touch(key, before, after, keepUntil, now).flatMap(touched -> {
            @Nullable Put put = puts.get(name(key, before));
            if (put == null) {
                return Uni.createFrom().item(touched);
            }
            if (touched) {
                puts.remove(name(key, before));
                puts.put(name(key, after), new Put(key, after, put.content(), keepUntil));
            }
            return touched || fault != Fault.CONFIRMED_BACK
                    ? Uni.createFrom().item(touched)
                    : put(key, after, Multi.createFrom().item(put.content()), keepUntil, now);
        });
    }

    @Override
    public Uni<Void> remove(PrimaryKey key, Instant now) {
        return shelf.remove(key, now);
    }

    @Override
    public Uni<Void> invalidate(PrimaryKey key, Instant now) {
        return shelf.invalidate(key, now);
    }

    @Override
    public Uni<Void> invalidateGroups(String origin, Set<String> groups, Instant now) {
        return shelf.invalidateGroups(origin, groups, now);
    }
}
