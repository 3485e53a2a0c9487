package dev.catchwater.edge.store;

import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Purges in a file, a line each. A last line that was not written to its end was never acknowledged and is cut off; a bad
 * line among good ones means that purges are lost, and everything is purged in their place.
 */
final class PurgeFile implements AutoCloseable {
    private final Path path;
    private final List<Purged> recovered;
    private final String name;
    private final Lock lock;
    private FileChannel channel;
    private boolean broken;

    private PurgeFile(Path path, List<Purged> recovered, String name, Lock lock) throws IOException {
        this.path = path;
        this.recovered = recovered;
        this.name = name;
        this.lock = lock;
        this.channel = written(path, recovered);
    }

    /**
     * Opens it, makes it if it is not there, and writes it anew without what nothing depends on any more.
     *
     * @param now of the purge that a damaged file leads to
     * @throws IOException also if another process has it open: what two write, one would not know of
     */
    static PurgeFile open(Path path, Instant now) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Lock lock = Lock.of(path.resolveSibling(path.getFileName() + ".lock"));
        try {
            boolean isNew = Files.notExists(path);
            String name = named(path.resolveSibling(path.getFileName() + ".name"), isNew);
            return new PurgeFile(path, isNew ? List.of() : Compaction.of(read(path, now)), name, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    // Before the log is there, so that one that is lost takes its name with it. Its folder is forced with the log.
    private static String named(Path file, boolean isNew) throws IOException {
        if (!isNew && Files.exists(file)) {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
        String name = UUID.randomUUID().toString();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            Spool.write(channel, ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return name;
    }

    private static List<Purged> read(Path path, Instant now) throws IOException {
        // Lenient: what is no text is damaged, and found to be.
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        List<Purged> purges = new ArrayList<>();
        boolean damaged = false;
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            Optional<Purged> purged = PurgeLine.read(text.substring(from, end));
            damaged |= purged.isEmpty()
                    || (!purges.isEmpty()
                            && purged.get().sequence() <= purges.getLast().sequence());
            purged.ifPresent(purges::add);
            from = end + 1;
        }
        if (damaged) {
            long last = purges.stream().mapToLong(Purged::sequence).max().orElse(0);
            purges.add(new Purged(last + 1, now, new Purge.All(), Purge.Mode.HARD, "", "recovery of a damaged log"));
        }
        return purges;
    }

    private static FileChannel written(Path path, List<Purged> purges) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            write(channel, purges);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            folder.force(true); // the name, too, has to outlive the power
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    private static void write(FileChannel channel, List<Purged> purges) throws IOException {
        for (Purged purged : purges) {
            ByteBuffer line = ByteBuffer.wrap(PurgeLine.write(purged));
            while (line.hasRemaining()) {
                channel.write(line);
            }
        }
        channel.force(true);
    }

    /** What was in force, in order. */
    List<Purged> recovered() {
        return recovered;
    }

    /** Of this log alone: where there was none before, nobody has heard of it. */
    String name() {
        return name;
    }

    /** Returns when they are safe. After a failure, what came of them is cut off again; if even that fails, the file is written anew first. */
    void append(List<Purged> purges, Instant now) throws IOException {
        if (broken) {
            renew(now);
        }
        long before = channel.position();
        try {
            write(channel, purges);
        } catch (IOException e) {
            broken = true;
            channel.truncate(before).position(before);
            broken = false;
            throw e;
        }
    }

    long size() throws IOException {
        return channel.position();
    }

    /** Writes the file anew from its own text. Until that is done, the name may stand for another file, and what went to the old one would be lost. */
    void renew(Instant now) throws IOException {
        broken = true;
        FileChannel before = channel;
        channel = written(path, Compaction.of(read(path, now)));
        broken = false;
        before.close();
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            channel.close();
        }
    }
}
