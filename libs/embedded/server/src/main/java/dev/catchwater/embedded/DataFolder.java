package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where one server lives: its data, log, lock and the record of its process.
 *
 * <p>The lock is held by the JVM while the server runs and vanishes with the JVM, so whoever gets it knows that a process
 * recorded here has lost its owner.
 */
final class DataFolder {

    private static final long LOG_LIMIT = 1 << 20;

    private final String server;
    private final Path root;
    private final boolean temporary;
    private final BoundedLog log;
    private @Nullable FileChannel lock;

    private DataFolder(String server, Path root, boolean temporary) {
        this.server = server;
        this.root = root;
        this.temporary = temporary;
        this.log = new BoundedLog(root.resolve(server.toLowerCase(Locale.ROOT) + ".log"), LOG_LIMIT);
    }

    /** @param kept null for a folder that lives as long as the server object */
    static DataFolder of(String server, @Nullable Path kept) {
        if (kept != null) {
            return new DataFolder(server, kept.toAbsolutePath().normalize(), false);
        }
        Path parent = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        String name = "catchwater-" + server.toLowerCase(Locale.ROOT) + "-" + Secrets.random(8);
        return new DataFolder(server, parent.resolve(name), true);
    }

    Path root() {
        return root;
    }

    boolean isTemporary() {
        return temporary;
    }

    BoundedLog log() {
        return log;
    }

    /** Where the run is recorded: process id and start, to recognise a server that outlived its JVM. */
    Path runRecord() {
        return root.resolve("server.pid");
    }

    void open() throws IOException {
        FileTree.createPrivate(root);
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock taken = null;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held in this very JVM, perhaps by another class loader: the same answer as below.
        }
        if (taken == null) {
            channel.close();
            throw new EmbeddedServerException(
                    "The data folder " + root
                            + " is in use by another running process: stop it or choose another folder",
                    log.file());
        }
        lock = channel;
    }

    void release() {
        try {
            Files.deleteIfExists(runRecord());
            if (lock != null) {
                lock.close();
                lock = null;
            }
        } catch (IOException e) {
            log.append("The lock on " + root + " could not be released: " + e.getMessage());
        }
    }

    void deleteIfTemporary() {
        if (temporary) {
            try {
                FileTree.delete(root);
            } catch (IOException e) {
                throw new EmbeddedServerException(
                        "The temporary data of " + server + " in " + root + " could not be deleted: " + e.getMessage(),
                        null,
                        e);
            }
        }
    }
}
