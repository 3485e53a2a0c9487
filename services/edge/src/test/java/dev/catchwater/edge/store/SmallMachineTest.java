package dev.catchwater.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store that is configured for more than its process may have. */
class SmallMachineTest {

    private static List<String> told(String outside, String length, String count) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-XX:MaxDirectMemorySize=" + outside,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Filler.class.getName(),
                        "268435456",
                        length,
                        count)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> told;
        try (BufferedReader out = process.inputReader()) {
            told = out.lines().filter(line -> line.startsWith("stored ")).toList();
        }
        process.waitFor();
        return told;
    }

    @Test
    void evictsWhereItHasNoMoreMemoryAndGoesOnStoring() throws Exception {
        assertThat(told("64m", "100000", "2000")).containsExactly("stored 2000 failed 0");
    }

    @Test
    void headsOfTinyContentsDoNotFillTheHeap() throws Exception {
        assertThat(told("512m", "50", "300000")).containsExactly("stored 300000 failed 0");
    }
}
