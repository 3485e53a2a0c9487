package dev.catchwater.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.purge.Purge;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is killed at any moment: what it acknowledged is in force in the next one. */
@Tag("proof")
class KilledPurgerTest {
    private static final int LIVES = 10;

    @TempDir
    Path folder;

    @Test
    void noAcknowledgedPurgeIsLostWhenItsProcessIsKilled() throws IOException, InterruptedException {
        Path path = folder.resolve("purges.log");
        Random random = new Random(11);
        List<String> acknowledged = new ArrayList<>();
        for (int life = 0; life < LIVES; life++) {
            acknowledged.addAll(livesUntilKilled(path, "life" + life, 1 + random.nextInt(60)));
            try (FilePurgeLog log = FilePurgeLog.open(path, Clock.systemUTC())) {
                assertThat(log.recovered().stream()
                                .map(purged -> ((Purge.Tag) purged.purge()).name())
                                .collect(Collectors.toSet()))
                        .containsAll(acknowledged);
            }
        }
        assertThat(acknowledged.size()).isGreaterThan(LIVES);
    }

    private static List<String> livesUntilKilled(Path path, String name, int purges)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Purger.class.getName(),
                        path.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (int i = 0; i < purges; i++) {
                acknowledged.add(out.readLine());
            }
            // By its number: a process that is told to end by its object closes what it said.
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
            // What it said before it died counts, too.
            out.lines().filter(line -> line.matches(name + "-\\d+")).forEach(acknowledged::add);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).doesNotContainNull();
        return acknowledged;
    }
}
