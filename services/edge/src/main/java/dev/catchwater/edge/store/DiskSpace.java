package dev.catchwater.edge.store;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a shelf may have of a disk.
 *
 * @param folder for one shelf alone
 * @param maxBytes of all files together
 * @param maxEntryBytes of one content
 * @param trusted whether all purges since these files were written are known; else they are deleted
 * @param writer does what it is given in turn, and refuses what it has no room for
 * @param readers refuse what they have no room for
 */
public record DiskSpace(
        Path folder, long maxBytes, long maxEntryBytes, boolean trusted, Executor writer, Executor readers) {
    /** Tasks that wait for the disk. */
    private static final int MAX_WAITING = 1_024;

    private static final int READERS = 4;

    /** With threads of its own. */
    public static DiskSpace of(Path folder, long maxBytes, long maxEntryBytes) {
        return new DiskSpace(
                folder, maxBytes, maxEntryBytes, true, threads("disk-writer", 1), threads("disk-reader", READERS));
    }

    /** Its files are from a time of which nobody knows what was purged. */
    public DiskSpace withoutTrust() {
        return new DiskSpace(folder, maxBytes, maxEntryBytes, false, writer, readers);
    }

    private static ExecutorService threads(String name, int count) {
        return new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().name(name, 0).daemon().factory());
    }
}
