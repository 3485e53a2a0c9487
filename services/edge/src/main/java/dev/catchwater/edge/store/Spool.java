package dev.catchwater.edge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is being written. It gets its name when it is whole. For the one thread that writes. */
final class Spool implements AutoCloseable {
    private final Path fresh;
    private final Path path;
    private final FileChannel file;
    private final BlockSums sums = new BlockSums();
    private long length;
    private boolean named;

    /** @param path as it will be called */
    Spool(Path path) throws IOException {
        this.path = path;
        this.fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.createDirectories(path.getParent());
        this.file = FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    long length() {
        return length;
    }

    /** What it takes of the disk without being an entry. */
    long open() {
        return named ? 0 : length;
    }

    void write(byte[] bytes) throws IOException {
        length += bytes.length;
        sums.add(bytes);
        write(file, ByteBuffer.wrap(bytes));
    }

    static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** What has been written there. */
    byte[] read(long offset, int wanted) throws IOException {
        return EntryFile.exactly(file, offset, wanted).array();
    }

    /** All that follows the content. */
    EntryFile ending(Head head) {
        return new EntryFile(head, length, sums.ended());
    }

    /** Gives it its name. */
    void end(ByteBuffer tail) throws IOException {
        write(file, tail);
        file.close();
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        named = true;
    }

    Path path() {
        return path;
    }

    /** Deletes what has no name yet. */
    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(fresh);
    }
}
