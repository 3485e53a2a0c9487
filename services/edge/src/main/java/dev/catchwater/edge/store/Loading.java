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

    /** Before anything is written. What is not called as files of ours are is left alone. */
    void begin() {
        for (int i = 0; i < DiskTier.FOLDERS; i++) {
            list(space.folder().resolve(Integer.toString(i)));
        }
        // The oldest first: what is read last has been used last.
        files.sort(Comparator.comparingLong(Loading::number));
        if (!files.isEmpty()) {
            tier.numbersBegin(number(files.getLast()));
        }
        some();
    }

    private void list(Path sub) {
        if (Files.notExists(sub)) {
            return;
        }
        try (Stream<Path> all = Files.list(sub)) {
            for (Path path : all.toList()) {
                String name = String.valueOf(path.getFileName());
                if (OURS.matcher(name).matches()) {
                    if (space.trusted() && name.endsWith(DiskTier.SUFFIX)) {
                        files.add(path);
                    } else {
                        DiskTier.delete(path);
                    }
                }
            }
        } catch (IOException e) {
            state.failed(e);
        }
    }

    private static long number(Path path) {
        String name = String.valueOf(path.getFileName());
        return Long.parseLong(name.substring(0, name.indexOf('.')));
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
