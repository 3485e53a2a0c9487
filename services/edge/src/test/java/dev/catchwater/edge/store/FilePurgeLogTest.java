package dev.catchwater.edge.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.fairlead.cache.PrimaryKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePurgeLogTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<Purge> KINDS = List.of(
            new Purge.Uri(PrimaryKey.of(URI.create("http://a.test/x?q=\u00fc"))),
            new Purge.Tag("a \"tag\"\n\u2028"),
            new Purge.Prefix("a.test", List.of("a", "b")),
            new Purge.Host("a.test"),
            new Purge.All());

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void setPath() {
        path = folder.resolve("log").resolve("purges.log");
    }

    private FilePurgeLog open() throws IOException {
        return FilePurgeLog.open(path, InstantSource.fixed(NOW));
    }

    private List<Purged> reopened() throws IOException {
        try (FilePurgeLog log = open()) {
            return log.recovered();
        }
    }

    private static Purged purged(long sequence, Purge purge) {
        Purge.Mode mode = sequence % 2 == 0 ? Purge.Mode.SOFT : Purge.Mode.HARD;
        return new Purged(sequence, NOW, purge, mode, "key " + sequence, "who");
    }

    private List<Purged> written(int count) throws IOException {
        List<Purged> all = new ArrayList<>();
        try (FilePurgeLog log = open()) {
            for (int i = 1; i <= count; i++) {
                all.add(purged(i, i <= 4 ? KINDS.get(i - 1) : new Purge.Tag("t" + i)));
                get(log.append(all.getLast()));
            }
        }
        return all;
    }

    @Test
    void whatWasAppendedIsThereWhenItIsOpenedAgain() throws IOException {
        assertThat(reopened()).isEmpty();
        List<Purged> all = written(5);
        assertThat(reopened()).isEqualTo(all);
        assertThat(reopened()).isEqualTo(all);
    }

    @Test
    void eachKindOfPurgeIsReadAsItWasWritten() throws IOException {
        for (Purge kind : KINDS) {
            Files.deleteIfExists(path);
            try (FilePurgeLog log = open()) {
                get(log.append(purged(1, kind)));
            }
            assertThat(reopened()).containsExactly(purged(1, kind));
        }
    }

    @Test
    void whereverTheFileWasTornTheLinesBeforeAreThereAndItGoesOn() throws IOException {
        List<Purged> all = written(3);
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            Files.write(path, torn);
            int lines = (int)
                    IntStream.range(0, length).filter(i -> torn[i] == '\n').count();
            try (FilePurgeLog log = open()) {
                assertThat(log.recovered()).isEqualTo(all.subList(0, lines));
                get(log.append(purged(9, new Purge.All())));
            }
            assertThat(reopened().getLast()).isEqualTo(purged(9, new Purge.All()));
        }
    }

    @Test
    void aLineThatIsDamagedInTheMiddlePurgesEverything() throws IOException {
        written(5);
        byte[] bytes = Files.readAllBytes(path);
        bytes[30] ^= 1;
        Files.write(path, bytes);
        Purged last = reopened().getLast();
        assertThat(last.purge()).isEqualTo(new Purge.All());
        assertThat(last.mode()).isEqualTo(Purge.Mode.HARD);
        assertThat(last.sequence()).isEqualTo(6);
        assertThat(reopened().getLast()).isEqualTo(last);
    }

    @Test
    void bytesThatAreNoTextAreDamageAndNoReasonNotToStart() throws IOException {
        written(2);
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'}, StandardOpenOption.APPEND);
        assertThat(reopened().getLast().purge()).isEqualTo(new Purge.All());
    }

    @Test
    void purgesThatComeTogetherAreDoneInTheirOrder() throws IOException {
        List<Long> done = new ArrayList<>();
        try (FilePurgeLog log = open()) {
            for (int i = 1; i <= 2_000; i++) {
                long sequence = i;
                log.append(purged(i, new Purge.Tag("t" + i))).subscribe().with(safe -> {
                    synchronized (done) {
                        done.add(sequence);
                    }
                });
            }
        }
        assertThat(done).hasSize(2_000).isSorted();
        assertThat(reopened()).hasSize(2_000);
    }

    @Test
    void aLogThatGrowsIsWrittenAnewWithoutWhatNothingDependsOn() throws IOException {
        try (FilePurgeLog log = FilePurgeLog.open(path, InstantSource.fixed(NOW), 200_000)) {
            for (int i = 1; i <= 6_000; i++) {
                log.append(purged(i, new Purge.Tag("t" + i % 10))).subscribe().with(safe -> {});
            }
            get(log.append(purged(6_001, new Purge.All())));
        }
        assertThat(Files.size(path)).isLessThan(500_000);
        assertThat(reopened()).hasSizeLessThan(1_100).last().isEqualTo(purged(6_001, new Purge.All()));
    }

    @Test
    void aLogThatIsClosedRefuses() throws IOException {
        FilePurgeLog log = open();
        log.close();
        assertThatThrownBy(() -> get(log.append(purged(1, new Purge.All())))).hasMessageContaining("closed");
    }

    @Test
    void aLogThatCannotBeWrittenAnewGoesOnAndLeaksNothing() throws IOException {
        try (FilePurgeLog log = FilePurgeLog.open(path, InstantSource.fixed(NOW), 1_000)) {
            Files.createSymbolicLink(path.resolveSibling("purges.log.new"), Path.of("/dev/full"));
            for (int i = 1; i <= 20; i++) {
                get(log.append(purged(i, new Purge.Tag("t" + i))));
            }
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                assertThat(open.map(Path::toAbsolutePath).map(FilePurgeLogTest::target))
                        .doesNotContain("/dev/full");
            }
        }
        assertThat(reopened()).hasSize(20);
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void itHasItsNameUntilItIsLost() throws IOException {
        String name;
        try (FilePurgeLog log = open()) {
            name = log.name();
        }
        try (FilePurgeLog log = open()) {
            assertThat(log.name()).isEqualTo(name).hasSizeGreaterThan(20);
        }
        Files.delete(path);
        try (FilePurgeLog log = open()) {
            assertThat(log.name()).isNotEqualTo(name);
        }
    }

    @Test
    void twoNodesCannotHaveOneLog() throws IOException {
        try (FilePurgeLog log = open()) {
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("another node");
            get(log.append(purged(1, new Purge.All())));
        }
        assertThat(reopened()).hasSize(1);
    }

    @Test
    void aFullDiskRefusesAPurgeAndTheLogIsWholeAndTakesTheNextOneThatFits() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 64; exec \"$@\"",
                        "limited",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FullPurger.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> told;
        try (BufferedReader out = process.inputReader()) {
            told = out.lines().filter(line -> line.matches("(safe|refused) .*")).toList();
        }
        assertThat(process.waitFor()).isZero();
        assertThat(told).anyMatch(line -> line.startsWith("refused long")).contains("safe short");
        List<Purged> there = reopened();
        assertThat(there).extracting(Purged::actor).containsOnly("who");
        assertThat(there)
                .extracting(Purged::key)
                .containsAll(told.stream()
                        .filter(line -> line.startsWith("safe "))
                        .map(line -> line.substring(5))
                        .toList());
    }
}
