package dev.catchwater.load.edge;

import dev.catchwater.load.Options;
import dev.catchwater.load.candidate.Candidate;
import dev.catchwater.load.candidate.Candidates;
import dev.catchwater.load.process.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One origin and the servers before it, all of them running, of which one at a time is asked. */
final class Arena implements AutoCloseable {
    /** Megabytes for all objects of all sizes. */
    static final int PLENTY = 2_048;

    private final Path folder;
    private final Server origin;
    private final int megabytes;
    private final int keys;
    private final List<Contestant> contestants = new ArrayList<>();
    private final StringBuilder absent = new StringBuilder();

    private Arena(Options options, int orElse) throws IOException {
        megabytes = options.number("megabytes", orElse);
        keys = options.number("keys", 1_000);
        Path memory = Path.of("/dev/shm");
        folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "load")
                : Files.createTempDirectory("load");
        // Caches that become a user of their own have to get to what is theirs.
        folder.toFile().setExecutable(true, false);
        origin = Server.own("library");
    }

    /** With those that are chosen and there. */
    static Arena of(Options options, String peers) throws IOException {
        Arena arena = new Arena(options, PLENTY);
        try {
            for (Candidate candidate : arena.present(options, peers)) {
                arena.contestants.add(arena.start(candidate));
            }
            return arena;
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * With an origin alone.
     *
     * @param megabytes that who comes later may keep, if the options do not say
     */
    static Arena empty(Options options, int megabytes) throws IOException {
        return new Arena(options, megabytes);
    }

    /** Those that are there; of the others a note is taken. */
    List<Candidate> present(Options options, String peers) {
        List<Candidate> present = new ArrayList<>();
        for (Candidate candidate : Candidates.chosen(options, peers)) {
            if (candidate.program().isPresent()) {
                present.add(candidate);
            } else {
                absent.append("\nNot there, so left out: ")
                        .append(candidate.title())
                        .append(" (")
                        .append(candidate.missing())
                        .append(").\n");
            }
        }
        return present;
    }

    /** One more, when it listens. */
    Contestant start(Candidate candidate) throws IOException {
        Contestant contestant = launch(candidate);
        contestant.awaitListening();
        return contestant;
    }

    /** One more, as soon as it is a process. */
    Contestant launch(Candidate candidate) throws IOException {
        System.err.println("Starting " + candidate.name() + ".");
        return Contestant.start(candidate, folder, origin.port(), megabytes, keys);
    }

    List<Contestant> contestants() {
        return contestants;
    }

    Path folder() {
        return folder;
    }

    Server origin() {
        return origin;
    }

    /** Sentences about those that are not there. */
    String absent() {
        return absent.toString();
    }

    @Override
    public void close() {
        contestants.forEach(Contestant::close);
        origin.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Something stays in " + folder + ": " + e);
        }
    }
}
