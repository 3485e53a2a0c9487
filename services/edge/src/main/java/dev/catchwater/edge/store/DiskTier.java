package dev.catchwater.edge.store;

import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.eviction.Eviction;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Responses in files, a file a variant, found by an index in memory. All but {@link #of}, {@link #used} and {@link #view} is for
 * the one thread that writes.
 */
final class DiskTier {
    private static final Logger LOG = Logger.getLogger(DiskTier.class);
    static final int FOLDERS = 64;
    static final String SUFFIX = ".entry";

    private final Path folder;
    private final Judge judge;
    private final Eviction eviction;
    private final long maxBytes;
    private final int maxEntries;
    private final Index index = new Index();
    private volatile ShelfView.Tier view;
    private long bytes;
    private long count;
    private long heads;
    private long spooling;
    private long evictions;
    private long next;

    DiskTier(DiskSpace space, Judge judge, Eviction eviction) {
        this.folder = space.folder();
        this.judge = judge;
        this.eviction = eviction;
        this.maxBytes = space.maxBytes();
        this.maxEntries = space.maxEntries();
        this.view = new ShelfView.Tier(0, maxBytes, 0, 0);
    }

    /** What is there for a key, whether it may be used or not. */
    List<Filed> of(PrimaryKey key) {
        return index.of(key);
    }

    void used(Filed filed) {
        eviction.used(filed);
    }

    /** Of files that were there before: none that is written later has its name. */
    void numbersBegin(long highest) {
        next = Math.max(next, highest);
    }

    /** A file for one more. */
    Spool spool() throws IOException {
        long id = ++next;
        return new Spool(folder.resolve(Long.toString(id % FOLDERS)).resolve(id + SUFFIX));
    }

    /** Writes on, with room that others make; false if there is not enough. */
    boolean write(Spool spool, byte[] some) throws IOException {
        makeRoom(some.length);
        if (bytes + spooling + some.length > maxBytes) {
            return false;
        }
        spooling += some.length;
        spool.write(some);
        return true;
    }

    private void makeRoom(long wanted) {
        while ((bytes + spooling + wanted > maxBytes || heads >= maxEntries)
                && eviction.victim() instanceof Filed victim) {
            drop(victim);
            evictions++;
        }
    }

    /** Gives up what is not whole; for whole ones nothing happens but that they do not count as open any more. */
    void end(Spool spool) {
        spooling -= spool.open();
        try (spool) {
            seen();
        } catch (IOException e) {
            LOG.warnf("%s was not closed: %s", spool.path(), e);
        }
    }

    /** A whole one, in place of those that it replaces; false if it may not be used, or a newer one is there. */
    boolean file(Spool spool, Head head, Tags tags) throws IOException {
        if (!isWanted(head, tags)) {
            return false;
        }
        EntryFile entry = spool.ending(head);
        ByteBuffer tail = entry.tail();
        makeRoom(tail.capacity());
        spool.end(tail);
        spooling -= spool.length();
        long size = EntryFile.bytes(spool.length(), tail);
        add(new Filed(spool.path(), head, tags, entry.content(spool.path()), size));
        seen();
        return true;
    }

    private boolean isWanted(Head head, Tags tags) {
        StoredResponse response = head.response();
        boolean wanted = judge.judge(head.key(), tags, response) != null && !judge.isMarked(head.key(), response);
        for (Filed other : of(head.key())) {
            wanted &= !other.isVariantOf(response)
                    || !other.response().requestTime().isAfter(response.requestTime());
        }
        if (wanted) {
            dropIf(head.key(), filed -> filed.key().equals(head.key()) && filed.isVariantOf(response));
        }
        return wanted;
    }

    /** One that was there when the node began. */
    void found(Path path, EntryFile entry, Tags tags, long size) {
        if (isWanted(entry.head(), tags)) {
            makeRoom(size);
            add(new Filed(path, entry.head(), tags, entry.content(path), size));
        } else {
            delete(path);
        }
        seen();
    }

    /** Another head for a content; a crash meanwhile leaves a file that is none. False if it is not there any more. */
    boolean touch(Filed filed, Head head, Tags tags) throws IOException {
        if (!of(head.key()).contains(filed) || judge.judge(head.key(), filed.tags(), filed.response()) == null) {
            return false;
        }
        long length = filed.content().length();
        try (FileChannel file = FileChannel.open(filed.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer tail = EntryFile.read(file).with(head).tail();
            file.truncate(length).position(length);
            Spool.write(file, tail);
            forget(filed);
            dropIf(head.key(), other -> other.key().equals(head.key()) && other.isVariantOf(head.response()));
            add(filed.with(head, tags, EntryFile.bytes(length, tail)));
            seen();
            return true;
        } catch (IOException e) {
            drop(filed);
            throw e;
        }
    }

    /** Forgets some of what is there for the target of a key. */
    void dropIf(PrimaryKey key, Predicate<Filed> which) {
        index.ofTarget(key).stream().filter(which).forEach(this::drop);
        seen();
    }

    /** The same among everything, however long that takes. */
    void dropIf(Predicate<Filed> which) {
        List<Filed> all = new ArrayList<>();
        index.forEach(all::add);
        all.stream().filter(which).forEach(this::drop);
        seen();
    }

    private void add(Filed filed) {
        List<Filed> variants = of(filed.key());
        if (variants.size() >= MemoryTier.MAX_VARIANTS) {
            drop(variants.getFirst());
        }
        index.add(filed);
        eviction.added(filed);
        bytes += filed.bytes();
        heads += filed.heads();
        count++;
    }

    private boolean forget(Filed filed) {
        if (!index.remove(filed)) {
            return false;
        }
        eviction.removed(filed);
        bytes -= filed.bytes();
        heads -= filed.heads();
        count--;
        return true;
    }

    void drop(Filed filed) {
        if (forget(filed)) {
            delete(filed.path());
        }
    }

    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warnf("%s cannot be deleted: %s", path, e);
        }
    }

    private void seen() {
        view = new ShelfView.Tier(bytes, maxBytes, count, evictions);
    }

    ShelfView.Tier view() {
        return view;
    }

    static boolean isUpTo(StoredResponse response, Instant now) {
        return !response.requestTime().isAfter(now);
    }
}
