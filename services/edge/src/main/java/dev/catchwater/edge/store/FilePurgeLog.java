package dev.catchwater.edge.store;

import dev.catchwater.edge.PurgeLog;
import dev.catchwater.edge.purge.Purged;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A log of purges in a file, forced to the disk before each acknowledgement; those that come while the disk is at work
 * are forced together. A thread of its own writes.
 */
public final class FilePurgeLog implements PurgeLog, AutoCloseable {
    /** Purges that wait for the disk; more are refused. */
    static final int MAX_WAITING = 4_096;

    private static final long COMPACT_BYTES = 32L << 20;
    private static final Logger LOG = Logger.getLogger(FilePurgeLog.class);

    private final PurgeFile file;
    private final InstantSource clock;
    private final long compactBytes;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread writer;
    private long compactAt;
    private boolean closed;

    private record Waiting(@Nullable Purged purged, UniEmitter<? super @Nullable Void> emitter) {}

    private FilePurgeLog(PurgeFile file, InstantSource clock, long compactBytes) {
        this.file = file;
        this.clock = clock;
        this.compactBytes = compactBytes;
        this.compactAt = compactBytes;
        this.writer = Thread.ofPlatform().name("purge-log").daemon().unstarted(this::run);
    }

    /**
     * Opens a log, which may not be there yet. Blocks for the time of reading and writing it once.
     *
     * @throws IOException if the folder cannot be read or written
     */
    public static FilePurgeLog open(Path path, InstantSource clock) throws IOException {
        return open(path, clock, COMPACT_BYTES);
    }

    static FilePurgeLog open(Path path, InstantSource clock, long compactBytes) throws IOException {
        FilePurgeLog log = new FilePurgeLog(PurgeFile.open(path, clock.instant()), clock, compactBytes);
        log.writer.start();
        return log;
    }

    /** The purges in force when it was opened, in order. */
    public List<Purged> recovered() {
        return file.recovered();
    }

    /** Of this log alone, as long as it is not lost: what was stored under another may have been purged without its knowing. */
    public String name() {
        return file.name();
    }

    @Override
    public Uni<Void> append(Purged purged) {
        return Uni.createFrom().emitter(emitter -> enqueue(new Waiting(purged, emitter)));
    }

    private void enqueue(Waiting waiting) {
        if (!isTaken(waiting)) {
            waiting.emitter().fail(new IOException("the purge log is closed, or too many purges wait for it"));
        }
    }

    // Behind the last one nobody would ever look.
    private synchronized boolean isTaken(Waiting waiting) {
        return !closed && queue.offer(waiting);
    }

    private synchronized boolean shut() {
        boolean was = closed;
        closed = true;
        return !was;
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        try {
            boolean open = true;
            while (open) {
                batch.add(queue.take());
                queue.drainTo(batch);
                open = write(batch);
                batch.clear();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            shut();
            queue.drainTo(batch);
            batch.forEach(waiting -> waiting.emitter().fail(new IOException("the purge log is closed")));
        }
    }

    private boolean write(List<Waiting> batch) {
        List<Purged> purges = new ArrayList<>();
        for (Waiting waiting : batch) {
            if (waiting.purged() != null) {
                purges.add(waiting.purged());
            }
        }
        try {
            file.append(purges, clock.instant());
            batch.forEach(waiting -> waiting.emitter().complete(null));
            compact();
        } catch (IOException | RuntimeException e) {
            batch.forEach(waiting -> waiting.emitter().fail(e));
        }
        return purges.size() == batch.size();
    }

    /** What is safe already stays so if there is no room to write it anew. */
    private void compact() throws IOException {
        if (file.size() <= compactAt) {
            return;
        }
        try {
            file.renew(clock.instant());
            compactAt = Math.max(compactBytes, 2 * file.size());
        } catch (IOException e) {
            compactAt = file.size() + compactBytes;
            LOG.warnf("The purge log grows, as it cannot be written anew: %s", e);
        }
    }

    /** What was appended before is safe; what comes later fails. */
    @Override
    public void close() throws IOException {
        if (shut()) {
            Uni.createFrom()
                    .<@Nullable Void>emitter(emitter -> last(new Waiting(null, emitter)))
                    .onFailure()
                    .recoverWithNull()
                    .await()
                    .indefinitely();
        }
        file.close();
    }

    private void last(Waiting waiting) {
        try {
            queue.put(waiting);
            writer.join();
            waiting.emitter().complete(null);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            waiting.emitter().fail(impatient);
        }
    }
}
