package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.HttpFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A file beside its target that is being filled. Blocks. Not a FileChannel, which an interruption would close in the
 * middle of tidying up.
 */
final class Partial implements AutoCloseable {
    private static final int PIECE_BYTES = 64 * 1024;

    private final Path target;
    private final Path file;
    private final Path notes;
    private final RandomAccessFile content;
    private final @Nullable FileLock lock;
    private long length;

    private Partial(Path target, Path file, RandomAccessFile content, @Nullable FileLock lock) throws IOException {
        this.target = target;
        this.file = file;
        this.notes = file.resolveSibling(file.getFileName() + ".from");
        this.content = content;
        this.lock = lock;
        this.length = content.length();
    }

    /** A new file of a name that nobody else has. */
    static Partial fresh(Path target, RandomGenerator random) throws IOException {
        byte[] bits = new byte[8];
        random.nextBytes(bits);
        Path file = target.resolveSibling(
                "." + target.getFileName() + "." + HexFormat.of().formatHex(bits) + ".part");
        Files.createFile(file);
        return new Partial(target, file, new RandomAccessFile(file.toFile(), "rw"), null);
    }

    /** The file that an earlier download may have left, locked against other processes. */
    static Partial kept(Path target) throws IOException {
        Path file = target.resolveSibling("." + target.getFileName() + ".part");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(file);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file.getFileName() + " is no file");
        }
        RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw");
        FileLock lock = lock(content);
        // It may have become somebody's target, or been given up, between its opening and its locking.
        if (lock == null || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            content.close();
            throw new HttpFailure.InvalidRequest("another process downloads to the same target").asException();
        }
        return new Partial(target, file, content, lock);
    }

    private static @Nullable FileLock lock(RandomAccessFile content) throws IOException {
        try {
            return content.getChannel().tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    /** What was kept of this source, if it is all there. */
    Optional<Kept> resumable(String source) {
        return Kept.read(notes).filter(kept -> kept.source().equals(source) && kept.bytes() == length);
    }

    long length() {
        return length;
    }

    void truncate() throws IOException {
        content.setLength(0);
        length = 0;
    }

    void append(byte[] bytes, int count) throws IOException {
        content.seek(length);
        content.write(bytes, 0, count);
        length += count;
    }

    /** Fails early where the disk says that it has less room. */
    void requireRoom(long bytes) throws IOException {
        if (Files.getFileStore(file).getUsableSpace() < bytes) {
            throw new IOException("no space for " + bytes + " more bytes");
        }
    }

    /** Whether the bytes from a place on have the digest. */
    boolean matches(Digest digest, long from) throws IOException {
        MessageDigest sum = digest.begin();
        byte[] piece = new byte[PIECE_BYTES];
        content.seek(from);
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            sum.update(piece, 0, read);
        }
        return digest.matches(sum.digest());
    }

    /** Puts the file at its target, in one step and after its content has reached the disk. */
    void publish() throws IOException {
        content.getFD().sync();
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(notes);
        try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException foldersCannotBeSyncedHere) {
            // Windows; the move itself has happened.
        }
    }

    private Path folder() {
        Path parent = target.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** Leaves the file for later. */
    void keep(Kept about) throws IOException {
        content.getFD().sync();
        about.write(notes);
    }

    /** Forgets what is known about the file, which is about to change. */
    void forget() throws IOException {
        Files.deleteIfExists(notes);
    }

    void discard() throws IOException {
        Files.deleteIfExists(notes);
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
        content.close();
    }
}
