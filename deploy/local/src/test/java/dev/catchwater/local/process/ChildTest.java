package dev.catchwater.local.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.local.StartFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir
    Path folder;

    @Test
    void whatCannotBeNotedIsNotLeftRunning() throws Exception {
        Path noFolder = Files.createFile(folder.resolve("file"));
        ChildSpec spec = new ChildSpec(
                "tiny",
                List.of("sleep", "614"),
                Map.of(),
                folder,
                folder.resolve("tiny.log"),
                URI.create("http://127.0.0.1/"),
                Optional.empty(),
                false);
        assertThatThrownBy(() -> Child.start(spec, new PidFiles(noFolder))).isInstanceOf(StartFailure.class);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.current()
                        .children()
                        .noneMatch(
                                child -> child.info().commandLine().orElse("").endsWith("sleep 614")));
    }
}
