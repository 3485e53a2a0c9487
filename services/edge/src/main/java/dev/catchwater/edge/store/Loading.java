package dev.catchwater.edge.store;

import dev.catchwater.edge.purge.Tags;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reads what a folder has from before, some files at a time, so that what comes meanwhile is written, too: nobody waits for
 * it. What is damaged, half written, or of a time that the purges did not know of when the node began, is deleted.
 */
final class Loading {
    private static final Logger LOG = Logger.getLogger(Loading.class);
    private static final int AT_ONCE = 256;
    private static final int MAX_DEPTH = 2;

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

    /** Before anything is written. */
    void begin() {
        try (Stream<Path> all = Files.walk(space.folder(), MAX_DEPTH)) {
            all.filter(Files::isRegularFile)
                    .filter(path ->
                            path.getParent() != null && !path.getParent().equals(space.folder()))
                    .forEach(files::add);
        } catch (IOException | RuntimeException e) {
            state.failed(e instanceof IOException io ? io : new IOException(e));
        }
        files.removeIf(path -> {
            boolean foreign = !space.trusted() || number(path).isEmpty();
            if (foreign) {
                DiskTier.delete(path);
            }
            return foreign;
        });
        // The oldest first: what is read last has been used last.
        files.sort(Comparator.comparingLong(path -> number(path).orElse(0)));
        files.stream().map(Loading::number).forEach(id -> tier.numbersBegin(id.orElse(0)));
        some();
    }

    private static OptionalLong number(Path path) {
        String name = String.valueOf(path.getFileName());
        String digits = name.substring(0, Math.max(0, name.length() - DiskTier.SUFFIX.length()));
        return name.endsWith(DiskTier.SUFFIX) && digits.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    private void some() {
        boolean alone = false;
        do {
            for (int last = Math.min(files.size(), at + AT_ONCE); at < last; at++) {
                load(files.get(at));
            }
            if (at == files.size()) {
                LOG.debugf("%d files were looked through", at);
                return;
            }
            try {
                space.writer().execute(this::some);
            } catch (RejectedExecutionException busy) {
                alone = true;
            }
        } while (alone);
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
