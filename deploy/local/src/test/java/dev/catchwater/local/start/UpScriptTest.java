package dev.catchwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code up}, in a folder of its own, with a {@code java} that only says how it was called. */
class UpScriptTest {

    @TempDir
    Path folder;

    @Test
    void ofSeveralJarsTheNewestOfTheLauncherIsRun() throws Exception {
        Path target = Files.createDirectories(folder.resolve("deploy/local/target"));
        Files.copy(Path.of("up").toAbsolutePath(), folder.resolve("deploy/local/up"));
        Files.writeString(target.resolve("class-path"), "/the/class-path.jar");
        jar(target, "local-0.1.0.jar", 1);
        jar(target, "local-0.2.0.jar", 2);
        jar(target, "local-0.2.0-sources.jar", 3);
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nfor said; do echo \"$said\"; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));

        assertThat(run("down"))
                .contains("\ndeploy/local/target/local-0.2.0.jar:/the/class-path.jar\n")
                .endsWith("Main\ndown\n");
    }

    private static void jar(Path target, String name, int hour) throws Exception {
        Path jar = Files.createFile(target.resolve(name));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH.plusSeconds(3600L * hour)));
    }

    private String run(String what) throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder up = new ProcessBuilder("bash", "deploy/local/up", what)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        up.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        Process process = up.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
