package dev.catchwater.edge.store;

import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.store.Content;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A content on its way into a file while it comes. Whoever sends it waits for the disk when too much waits for it, but not for
 * long: a disk that stands still costs the entry, not the client. Thread-safe.
 */
final class Spooling implements Content {
    private static final long WINDOW = 1L << 20;
    private static final int CHUNK = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Disk disk;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long pending;
    private long length;
    private boolean running;
    private volatile boolean failed;
    private boolean over;
    private @Nullable UniEmitter<? super @Nullable Void> sender;
    // The writer's own.
    private @Nullable Spool spool;

    /** To be {@linkplain #discard discarded} in any case. */
    Spooling(Disk disk) {
        this.disk = disk;
        if (!disk.mayBeSpooled()) {
            drop();
        }
    }

    boolean isFailed() {
        return failed;
    }

    void add(byte[] bytes) {
        boolean start;
        synchronized (this) {
            if (failed || over) {
                return;
            }
            waiting.add(bytes);
            pending += bytes.length;
            length += bytes.length;
            start = !running;
            running = true;
        }
        if (start) {
            try {
                disk.execute(this::drain);
            } catch (RejectedExecutionException busy) {
                drop();
            }
        }
    }

    // Some of it: others want to write, too.
    private void drain() {
        drain(WINDOW);
        if (isLeft()) {
            try {
                disk.execute(this::drain);
            } catch (RejectedExecutionException busy) {
                drop();
            }
        }
    }

    private synchronized boolean isLeft() {
        return running;
    }

    private void drain(long most) {
        try {
            long before = spool == null ? 0 : spool.length();
            for (byte[] next = next(); next != null; next = spool.length() - before < most ? next() : null) {
                if (spool == null) {
                    spool = disk.spool();
                }
                if (disk.tier().write(spool, next)) {
                    disk.state().works();
                    written(next.length);
                } else {
                    drop();
                }
            }
        } catch (IOException e) {
            disk.state().failed(e);
            giveUp();
        }
    }

    private synchronized byte @Nullable [] next() {
        byte[] next = failed ? null : waiting.poll();
        running = next != null;
        return next;
    }

    private void written(int bytes) {
        UniEmitter<? super @Nullable Void> told = null;
        synchronized (this) {
            pending -= bytes;
            if (pending < WINDOW / 2) {
                told = sender;
                sender = null;
            }
        }
        if (told != null) {
            told.complete(null);
        }
    }

    /** There is no time for it, or no room. */
    private void drop() {
        disk.state().dropped();
        giveUp();
    }

    private void giveUp() {
        UniEmitter<? super @Nullable Void> told;
        synchronized (this) {
            failed = true;
            waiting.clear();
            told = sender;
            sender = null;
        }
        if (told != null) {
            told.complete(null);
        }
    }

    synchronized boolean isReady() {
        return failed || pending < WINDOW;
    }

    Uni<Void> ready() {
        return Uni.createFrom()
                .<@Nullable Void>emitter(emitter -> {
                    boolean now;
                    synchronized (this) {
                        now = isReady();
                        sender = now ? sender : emitter;
                    }
                    if (now) {
                        emitter.complete(null);
                    }
                })
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithUni(() -> {
                    drop();
                    return Uni.createFrom().voidItem();
                });
    }

    /** As an entry of its own. */
    Uni<Boolean> file(Head head, Tags tags) {
        return disk.writing(() -> {
            drain(Long.MAX_VALUE);
            Spool whole = spool;
            return !failed && whole != null && disk.tier().file(whole, head, tags);
        });
    }

    @Override
    public synchronized long length() {
        return length;
    }

    @Override
    public Multi<Buffer> read(long offset, long wanted) {
        if (offset < 0 || wanted < 0 || offset + wanted > length()) {
            throw new IllegalArgumentException("there are only " + length() + " bytes");
        }
        return Multi.createFrom()
                .items(() -> LongStream.range(0, (wanted + CHUNK - 1) / CHUNK).boxed())
                .onItem()
                .transformToUniAndConcatenate(i ->
                        chunk(offset + i * CHUNK, (int) Math.min(CHUNK, wanted - i * CHUNK)));
    }

    private Uni<Buffer> chunk(long offset, int wanted) {
        Buffer[] read = {Buffer.buffer()};
        return disk.writing(() -> {
                    drain(Long.MAX_VALUE);
                    Spool open = spool;
                    if (open == null || failed) {
                        throw new IOException("it was not written");
                    }
                    read[0] = Buffer.buffer(open.read(offset, wanted));
                    return true;
                })
                .map(done -> read[0]);
    }

    /** Gives up what has not become an entry. */
    void discard() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
        }
        disk.isSpooled();
        disk.surely(() -> {
            Spool open = spool;
            if (open != null) {
                disk.tier().end(open);
                spool = null;
            }
        });
    }
}
