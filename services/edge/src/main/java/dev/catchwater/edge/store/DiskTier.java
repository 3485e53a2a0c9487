package dev.catchwater.edge.store;

import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.eviction.Eviction;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Responses in files, a file a variant, found by an index in memory that is read from the heads of the files at the
 * start. All but {@link #filed} and {@link #view} is for the one thread of the disk.
 */
final class DiskTier {
    private static final Logger LOG = Logger.getLogger(DiskTier.class);
    private static final int FOLDERS = 64;
    private static final String SUFFIX = ".entry";

    private final Path folder;
    private final Judge judge;
    private final Eviction eviction;
    private final long maxBytes;
    // By target, so that what is kept apart for it is found with it.
    private final Map<String, List<Filed>> index = new ConcurrentHashMap<>();
    private volatile ShelfView.Tier view;
    private long bytes;
    private long count;
    private long evictions;
    private long next;

    DiskTier(Path folder, Judge judge, Eviction eviction, long maxBytes) {
        this.folder = folder;
        this.judge = judge;
        this.eviction = eviction;
        this.maxBytes = maxBytes;
        this.view = new ShelfView.Tier(0, maxBytes, 0, 0);
    }

    /** Reads what there is; what is damaged, half written or from a time that the purges do not know of is deleted. */
    void load() throws IOException {
        for (int i = 0; i < FOLDERS; i++) {
            Path sub = Files.createDirectories(folder.resolve(Integer.toString(i)));
            List<Path> files;
            try (Stream<Path> listed = Files.list(sub)) {
                files = listed.toList();
            }
            files.forEach(this::load);
        }
        seen();
    }

    private void load(Path path) {
        String name = path.getFileName().toString();
        try {
            DiskFile.Head head = DiskFile.head(path);
            Tags tags = Tags.of(head.key(), head.response()).orElse(null);
            if (tags == null || !name.endsWith(SUFFIX) || head.response().born() > judge.generation()) {
                Files.delete(path);
                return;
            }
            next = Math.max(next, Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
            add(new Filed(path, head, tags, Files.size(path)));
        } catch (IOException | RuntimeException notWhatWasWritten) {
            delete(path);
        }
    }

    /** What is there for a key, whether it may be used or not. */
    List<Filed> filed(PrimaryKey key) {
        return index.getOrDefault(key.target().value(), List.of()).stream()
                .filter(filed -> filed.key().equals(key))
                .toList();
    }

    /** Writes a variant, in place of those that it replaces. */
    void write(Kept kept, byte[] content) {
        dropIf(
                kept.key(),
                filed -> filed.key().equals(kept.key())
                        && filed.response().variant().equals(kept.response().variant()));
        long id = ++next;
        Path path = folder.resolve(Long.toString(id % FOLDERS)).resolve(id + SUFFIX);
        try {
            DiskFile.write(path, kept.key(), kept.response(), kept.entry().keepUntil(), content);
            Filed filed = new Filed(path, DiskFile.head(path), kept.tags(), Files.size(path));
            if (!judge.isMarked(kept.key(), kept.response()) && filed.bytes() <= maxBytes) {
                add(filed);
            } else {
                delete(path);
            }
        } catch (IOException e) {
            LOG.warnf("A response was not written to %s: %s", path, e);
            delete(path);
            delete(path.resolveSibling(path.getFileName() + ".new"));
        }
        seen();
    }

    /** The content; if it cannot be read as it was written, the entry is none any more. */
    byte[] read(Filed filed) {
        try {
            eviction.used(filed);
            return DiskFile.content(filed.path(), filed.head().contentSum());
        } catch (IOException e) {
            drop(filed);
            seen();
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets some of what is there for the target of a key. */
    void dropIf(PrimaryKey key, Predicate<Filed> which) {
        index.getOrDefault(key.target().value(), List.of()).stream()
                .filter(which)
                .forEach(this::drop);
        seen();
    }

    /** The same among everything, however long that takes. */
    void dropIf(Predicate<Filed> which) {
        List<Filed> all = new ArrayList<>();
        index.values().forEach(all::addAll);
        all.stream().filter(which).forEach(this::drop);
        seen();
    }

    private void add(Filed filed) {
        while (bytes + filed.bytes() > maxBytes && eviction.victim() instanceof Filed victim) {
            drop(victim);
            evictions++;
        }
        index.merge(
                filed.key().target().value(),
                List.of(filed),
                (there, one) -> Stream.concat(there.stream(), one.stream()).toList());
        eviction.added(filed);
        bytes += filed.bytes();
        count++;
    }

    private void drop(Filed filed) {
        index.computeIfPresent(filed.key().target().value(), (target, there) -> {
            List<Filed> rest = there.stream().filter(other -> other != filed).toList();
            if (rest.size() < there.size()) {
                eviction.removed(filed);
                bytes -= filed.bytes();
                count--;
            }
            return rest.isEmpty() ? null : rest;
        });
        delete(filed.path());
    }

    private static void delete(Path path) {
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
