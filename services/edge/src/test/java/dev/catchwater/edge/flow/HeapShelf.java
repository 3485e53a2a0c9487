package dev.catchwater.edge.flow;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.Slab;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.StoredEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A shelf on the heap whose content can be sliced; what it gives out is counted until it is released. */
final class HeapShelf implements Shelf {
    final List<ByteBuf> given = Collections.synchronizedList(new ArrayList<>());
    private final MemoryStore store = new MemoryStore(256L << 20, 32L << 20);

    private record Sliced(Content content, List<ByteBuf> given) implements Slab {
        @Override
        public Optional<ByteBuf> slice(long offset, int wanted) {
            Buffer all = Buffer.buffer();
            content.read(offset, wanted).subscribe().with(all::appendBuffer);
            ByteBuf bytes = Unpooled.directBuffer(wanted).writeBytes(all.getBytes());
            given.add(bytes);
            return Optional.of(bytes);
        }

        @Override
        public long length() {
            return content.length();
        }

        @Override
        public Multi<Buffer> read(long offset, long wanted) {
            return content.read(offset, wanted);
        }
    }

    @Override
    public List<StoredEntry> inMemory(PrimaryKey key, Instant now) {
        List<StoredEntry> found = new ArrayList<>();
        store.find(key, any -> true, now)
                .subscribe()
                .with(entries -> entries.forEach(entry -> found.add(
                        new StoredEntry(entry.response(), new Sliced(entry.content(), given), entry.keepUntil()))));
        return found;
    }

    @Override
    public ShelfView view() {
        return new ShelfView(ShelfView.Tier.NONE, ShelfView.Tier.NONE);
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
        return store.put(key, response, content, keepUntil, now);
    }

    @Override
    public Uni<Boolean> touch(
            PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now) {
        return store.touch(key, before, after, keepUntil, now);
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
