package dev.catchwater.edge.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps what belongs to one node from others, until it is closed or its process has ended. */
record Lock(FileChannel channel) implements AutoCloseable {
    /** @throws IOException if another has it */
    static Lock of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new Lock(channel);
            }
        } catch (OverlappingFileLockException sameProcess) {
            // as below
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException(file + " is held by another node");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
