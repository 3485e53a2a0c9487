package dev.catchwater.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFilesTest {

    @TempDir
    Path folder;

    private PidFiles pids;
    private Process process;

    @BeforeEach
    void process() throws IOException {
        pids = new PidFiles(folder);
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void leftProcessIsFoundAndStopped() throws Exception {
        pids.write("left", process.toHandle());
        assertThat(pids.find("left")).contains(process.toHandle());
        assertThat(pids.stopAll(Duration.ofSeconds(10))).containsExactly("left");
        assertThat(process.isAlive()).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void strangerWithTheSameProcessIdIsLeftAlone() throws Exception {
        long anHourAgo = process.toHandle().info().startInstant().orElseThrow().toEpochMilli() - 3_600_000;
        Files.writeString(folder.resolve("left.pid"), process.pid() + " " + anHourAgo);
        assertThat(pids.stopAll(Duration.ofSeconds(10))).isEmpty();
        assertThat(process.isAlive()).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void garbageInAPidFileHarmsNobody() throws Exception {
        Files.writeString(folder.resolve("left.pid"), "1\n");
        assertThat(pids.stopAll(Duration.ofSeconds(1))).isEmpty();
    }
}
