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
 * @param maxEntries whose heads lie in memory; a long head counts as several
 * @param purges the {@linkplain FilePurgeLog#name name} of the log that has all purges; files that were written under another are deleted
 * @param writer does what it is given in turn, and refuses what it has no room for
 * @param readers refuse what they have no room for
 */
public record DiskSpace(
        Path folder,
        long maxBytes,
        long maxEntryBytes,
        int maxEntries,
        String purges,
        Executor writer,
        Executor readers) {
    /** Tasks that wait for the disk. */
    private static final int MAX_WAITING = 1_024;

    private static final int READERS = 4;

    /** Of a head in memory, about, in bytes. */
    static final int HEAD = 4 * 1024;

    private static final int INDEX_SHARE = 8;
    private static final int LEAST_INDEXED = 1_000;

    /** With threads of its own, and an index that takes an eighth of the heap at most, about. */
    public static DiskSpace of(Path folder, long maxBytes, long maxEntryBytes, String purges) {
        return new DiskSpace(
                folder,
                maxBytes,
                maxEntryBytes,
                indexed(),
                purges,
                threads("disk-writer", 1),
                threads("disk-reader", READERS));
    }

    private static int indexed() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / INDEX_SHARE / HEAD, LEAST_INDEXED, Integer.MAX_VALUE);
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
