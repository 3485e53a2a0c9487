package dev.catchwater.edge.store;

import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The disk tier with the threads that work for it: one that writes, some that read. Whatever the disk cannot keep up with is
 * not written, and read as a miss; what goes wrong costs an entry.
 */
final class Disk implements AutoCloseable {
    /** Contents that are written while they come: each has a file open, and some bytes that wait. */
    private static final int MAX_SPOOLS = 128;

    /** Enough for the longest content that goes to memory on a slow disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DiskSpace space;
    private final DiskTier tier;
    private final Judge judge;
    private final Loading loading;
    private final Reads reads;
    private final DiskState state = new DiskState();
    // Of marks that there was no room to act upon one by one.
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();
    private final AtomicInteger spools = new AtomicInteger();
    // The writer's own.
    private @Nullable Lock lock;

    Disk(DiskSpace space, Judge judge, RandomGenerator dice) {
        this.space = space;
        this.judge = judge;
        this.tier = new DiskTier(space, judge, Policy.LRU.create(dice));
        this.reads = new Reads(space.readers(), state, tier::used, filed -> surely(() -> tier.drop(filed)), PATIENCE);
        this.loading = new Loading(space, tier, state, judge.generation());
        execute(this::begin);
    }

    private void begin() {
        try {
            take();
        } catch (IOException e) {
            state.failed(e);
        }
    }

    // Again with each write until it works: a disk may come late, and another node may go.
    private void take() throws IOException {
        if (lock == null) {
            Files.createDirectories(space.folder());
            Lock taken = Lock.of(space.folder().resolve("lock"));
            try {
                loading.begin();
            } catch (IOException | RuntimeException e) {
                taken.close();
                throw e;
            }
            lock = taken;
            loading.some();
        }
    }

    /** Whether one more content may be written while it comes; it is {@link #isSpooled} at the end. */
    boolean mayBeSpooled() {
        return spools.incrementAndGet() <= MAX_SPOOLS;
    }

    void isSpooled() {
        spools.decrementAndGet();
    }

    /** A file for one more, for the thread that writes. */
    Spool spool() throws IOException {
        take();
        return tier.spool();
    }

    long maxEntryBytes() {
        return space.maxEntryBytes();
    }

    DiskTier tier() {
        return tier;
    }

    DiskState state() {
        return state;
    }

    /** For the thread that writes. */
    void execute(Runnable task) {
        space.writer().execute(() -> {
            task.run();
            afterwards();
        });
    }

    /** The same, whether there is room or not: of these there are few. */
    void surely(Runnable task) {
        try {
            execute(task);
        } catch (RejectedExecutionException busy) {
            afterwards.add(task);
        }
    }

    /** What is marked will be looked for among all there is. */
    void sweep() {
        sweeping.set(true);
    }

    private void afterwards() {
        for (Runnable task = afterwards.poll(); task != null; task = afterwards.poll()) {
            task.run();
        }
        if (sweeping.getAndSet(false)) {
            tier.dropIf(filed ->
                    judge.isMarked(filed.key(), filed.response()) || judge.isSuperseded(filed.key(), filed.response()));
        }
    }

    /** What is there for a key, whether it may be used or not. */
    List<Filed> of(PrimaryKey key) {
        return tier.of(key);
    }

    /** Reads, and tells of it on the caller's event loop, which does not wait for ever: what comes later is unwanted. */
    <T> Uni<T> reading(Filed filed, Callable<T> work, Consumer<? super T> unwanted) {
        return reads.reading(filed, work, unwanted);
    }

    /** For the thread that writes. */
    boolean isTouched(StoredResponse before, Head head, Tags tags) throws IOException {
        for (Filed filed : of(head.key())) {
            if (MemoryTier.isSame(filed.response(), before)) {
                return tier.touch(filed, head, tags);
            }
        }
        return false;
    }

    /** Another head for what lies on the disk; false if it does not. */
    Uni<Boolean> touch(StoredResponse before, Head head) {
        Tags tags = Tags.of(head.key(), head.response()).orElse(null);
        if (tags == null || of(head.key()).stream().noneMatch(filed -> MemoryTier.isSame(filed.response(), before))) {
            return Uni.createFrom().item(false);
        }
        return writing(() -> isTouched(before, head, tags));
    }

    /** Fails if there is no time, or no room. */
    Uni<Boolean> writing(Callable<Boolean> work) {
        return Uni.createFrom().emitter(emitter -> {
            try {
                execute(() -> {
                    try {
                        emitter.complete(work.call());
                    } catch (IOException e) {
                        state.failed(e);
                        emitter.fail(e);
                    } catch (Throwable e) { // also errors: whoever waits would wait for ever
                        emitter.fail(e);
                    }
                });
            } catch (RejectedExecutionException busy) {
                state.dropped();
                emitter.fail(busy);
            }
        });
    }

    void remove(PrimaryKey key, Instant now) {
        marked(() -> tier.dropIf(key, filed -> filed.key().equals(key) && DiskTier.isUpTo(filed.response(), now)));
    }

    /** What memory marks is not kept on the disk: the mark would not outlive a restart. */
    void invalidate(PrimaryKey key, Instant now) {
        marked(() -> tier.dropIf(key, filed -> DiskTier.isUpTo(filed.response(), now)));
    }

    void invalidateGroups(String origin, Set<String> groups, Instant now) {
        marked(() -> tier.dropIf(filed -> filed.key().origin().equals(origin)
                && filed.response().groups().stream().anyMatch(groups::contains)
                && DiskTier.isUpTo(filed.response(), now)));
    }

    /** What was said must not be lost: where it finds no room, all is looked through later. */
    private void marked(Runnable drop) {
        try {
            execute(drop);
        } catch (RejectedExecutionException busy) {
            sweeping.set(true);
        }
    }

    ShelfView.Tier view() {
        return tier.view();
    }

    /** Finishes what waits. */
    @Override
    public void close() {
        if (space.readers() instanceof ExecutorService readers) {
            readers.close();
        }
        if (space.writer() instanceof ExecutorService writer) {
            writer.close();
        }
        afterwards();
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            state.failed(e);
        }
    }
}
