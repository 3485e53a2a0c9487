package dev.catchwater.load.candidate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a candidate stands.
 *
 * @param folder of its own, in memory where the system has such
 * @param port it listens at
 * @param control port where it is told what to do, if that is another
 * @param origin port of what it caches
 * @param megabytes it may keep
 * @param keys of each size that it may be asked for
 */
public record Site(Path folder, int port, int control, int origin, int megabytes, int keys) {
    /** Writes a file of its configuration. */
    Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    Path make(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
