package dev.catchwater.edge.store;

import dev.catchwater.edge.purge.Tags;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reads what a folder has from before, some files at a time, so that what comes meanwhile is written, too: nobody waits for
 * it. What is damaged, half written, or of a time that the purges did not know of when the node began, is deleted.
 */
final class Loading {
    private static final Logger LOG = Logger.getLogger(Loading.class);
    private static final int AT_ONCE = 256;
    private static final Pattern OURS = Pattern.compile("\\d{1,18}\\.entry(\\.new)?");

    private final DiskSpace space;
    private final DiskTier tier;
    private final DiskState state;
    // Later purges would make up for those that a lost log had.
    private final long generation;
    private final List<Path> files = new ArrayList<>();
    private int at;

    Loading(DiskSpace space, DiskTier tier, DiskState state, long generation) {
        this.space = space;
        this.tier = tier;
        this.state = state;
        this.generation = generation;
    }

    /**
     * Before anything is written. What is not called as files of ours are is left alone.
     *
     * @throws IOException if files may be left whose purges nobody knows: then nothing is to be written among them
     */
    void begin() throws IOException {
        Path mark = space.folder().resolve("purges");
        boolean trusted = Files.exists(mark)
                && Files.readString(mark, StandardCharsets.ISO_8859_1).equals(space.purges());
        files.clear();
        for (int i = 0; i < DiskTier.FOLDERS; i++) {
            Path sub = space.folder().resolve(Integer.toString(i));
            if (trusted) {
                list(sub);
            } else {
                empty(sub);
            }
        }
        if (!trusted) {
            Path fresh = mark.resolveSibling("purges.new");
            Files.writeString(fresh, space.purges(), StandardCharsets.ISO_8859_1);
            Files.move(fresh, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        // The oldest first: what is read last has been used last.
        files.sort(Comparator.comparingLong(Loading::number));
        if (!files.isEmpty()) {
            tier.numbersBegin(number(files.getLast()));
        }
    }

    private void list(Path sub) {
        try {
            for (Path path : ours(sub)) {
                if (path.toString().endsWith(DiskTier.SUFFIX)) {
                    files.add(path);
                } else {
                    DiskTier.delete(path);
                }
            }
        } catch (IOException e) {
            state.failed(e);
        }
    }

    private static void empty(Path sub) throws IOException {
        for (Path path : ours(sub)) {
            Files.deleteIfExists(path);
        }
    }

    private static List<Path> ours(Path sub) throws IOException {
        if (Files.notExists(sub)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(sub)) {
            return all.filter(path ->
                            OURS.matcher(String.valueOf(path.getFileName())).matches())
                    .toList();
        }
    }

    private static long number(Path path) {
        String name = String.valueOf(path.getFileName());
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    /** Reads what it has found: some now, the rest between writes. */
    void some() {
        boolean more;
        do {
            for (int last = Math.min(files.size(), at + AT_ONCE); at < last; at++) {
                load(files.get(at));
            }
            more = at < files.size() && !isLater();
        } while (more);
        if (at == files.size()) {
            LOG.debugf("%d files were looked through", at);
        }
    }

    /** Where there is no room for what is to be done later, it is done now. */
    private boolean isLater() {
        try {
            space.writer().execute(this::some);
            return true;
        } catch (RejectedExecutionException busy) {
            return isEnding();
        }
    }

    /** What has not been read by then is read the next time. */
    private boolean isEnding() {
        return space.writer() instanceof ExecutorService writer && writer.isShutdown();
    }

    private void load(Path path) {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            EntryFile entry = EntryFile.read(file);
            Tags tags = Tags.of(entry.head().key(), entry.head().response()).orElse(null);
            if (tags == null || entry.head().response().born() > generation) {
                DiskTier.delete(path);
            } else {
                tier.found(path, entry, tags, file.size());
            }
        } catch (IOException | RuntimeException notWhatWasWritten) {
            DiskTier.delete(path);
        }
    }
}
