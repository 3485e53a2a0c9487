package dev.catchwater.local.start;

import dev.catchwater.local.StartFailure;
import dev.catchwater.local.process.PidFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One launcher an installation: the system releases the lock however the process ends. */
record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {

    /** Takes the lock, or says who has it. */
    static Lock take(Path folder, PidFiles pids, URI portal) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                String holder = pids.find(Launcher.NAME)
                        .map(process -> " (process " + process.pid() + ")")
                        .orElse("");
                throw new StartFailure(
                        "Catchwater runs already" + holder + ": " + portal + " shows it, `make down` stops it.");
            }
            return new Lock(channel, lock);
        } catch (IOException e) {
            throw new StartFailure("The folder " + folder + " cannot be used: " + e.getMessage() + ".", null, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
