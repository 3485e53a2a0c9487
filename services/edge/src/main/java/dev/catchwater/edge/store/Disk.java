package dev.catchwater.edge.store;

import dev.catchwater.edge.ShelfView;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.fairlead.cache.PrimaryKey;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The disk tier with the one thread that works for it. Whatever the disk cannot keep up with is not written, and read as a miss. */
final class Disk implements AutoCloseable {
    /** Tasks that wait for the disk. */
    private static final int MAX_WAITING = 1_024;

    private final DiskTier tier;
    private final Judge judge;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("disk-tier").daemon().factory());

    Disk(Path folder, Judge judge, long maxBytes, RandomGenerator dice) throws IOException {
        this.judge = judge;
        this.tier = new DiskTier(folder, judge, Policy.LRU.create(dice), maxBytes);
        tier.load();
    }

    /** A variant and its content. */
    record Loaded(Filed filed, Buffer content) {}

    List<Filed> usable(PrimaryKey key, Instant now) {
        return tier.filed(key).stream()
                .filter(filed -> filed.isUsable(judge, now))
                .toList();
    }

    /** Fails if it cannot be read as it was written. */
    Uni<Loaded> load(Filed filed) {
        return Uni.createFrom()
                .item(() -> new Loaded(filed, Buffer.buffer(tier.read(filed))))
                .runSubscriptionOn(thread);
    }

    /** Writes what memory has, if there is time for it; its content stays until then. */
    void keep(Kept kept) {
        boolean there = tier.filed(kept.key()).stream()
                .anyMatch(filed -> filed.response().equals(kept.response()));
        if (there || !kept.content().hold()) {
            return;
        }
        try {
            thread.execute(() -> write(kept));
        } catch (RejectedExecutionException busy) {
            kept.content().release();
        }
    }

    private void write(Kept kept) {
        try {
            byte[] content = new byte[Math.toIntExact(kept.content().length())];
            ByteBuf slice = kept.content().slice(0, content.length).orElseThrow();
            slice.getBytes(slice.readerIndex(), content).release();
            tier.write(kept, content);
        } finally {
            kept.content().release();
        }
    }

    void remove(PrimaryKey key, Instant now) {
        later(() -> tier.dropIf(key, filed -> filed.key().equals(key) && DiskTier.isUpTo(filed.response(), now)));
    }

    /** What memory marks is not kept on the disk: the mark would not outlive a restart. */
    void invalidate(PrimaryKey key, Instant now) {
        later(() -> tier.dropIf(key, filed -> DiskTier.isUpTo(filed.response(), now)));
    }

    void invalidateGroups(String origin, Set<String> groups, Instant now) {
        later(() -> tier.dropIf(filed -> filed.key().origin().equals(origin)
                && filed.response().groups().stream().anyMatch(groups::contains)
                && DiskTier.isUpTo(filed.response(), now)));
    }

    /** Beyond the queue's bound, for what was said must not be lost: there are as many of these as writing requests. */
    private void later(Runnable task) {
        if (!thread.getQueue().offer(task)) {
            Thread.startVirtualThread(() -> {
                try {
                    thread.getQueue().put(task);
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        thread.prestartCoreThread();
    }

    ShelfView.Tier view() {
        return tier.view();
    }

    /** Finishes what waits. */
    @Override
    public void close() {
        thread.close();
    }
}
