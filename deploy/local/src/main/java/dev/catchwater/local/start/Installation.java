package dev.catchwater.local.start;

import dev.catchwater.local.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an installation keeps its things: all below {@code .catchwater} in the working tree.
 *
 * @param tree the root of the working tree, absolute
 */
record Installation(Path tree) {

    private static final long ROOM = 512L * 1024 * 1024;

    Path home() {
        return tree.resolve(".catchwater");
    }

    Path data() {
        return home().resolve("data");
    }

    Path log(String name) {
        return home().resolve("logs").resolve(name + ".log");
    }

    Path pids() {
        return home().resolve("run");
    }

    Path secrets() {
        return home().resolve("secrets.properties");
    }

    /** Caches of loaded classes. */
    Path classes() {
        return home().resolve("classes");
    }

    /** Refuses a disk without room for databases and logs. */
    void requireRoom() {
        try {
            Files.createDirectories(home());
            requireRoom(Files.getFileStore(home()).getUsableSpace());
        } catch (IOException e) {
            throw new StartFailure("The folder " + home() + " cannot be used: " + e.getMessage() + ".", null, e);
        }
    }

    void requireRoom(long bytes) {
        if (bytes < ROOM) {
            throw new StartFailure("The disk of " + home() + " is full: " + bytes / 1_048_576 + " MB are free, "
                    + ROOM / 1_048_576 + " MB are needed for the databases and logs.");
        }
    }
}
