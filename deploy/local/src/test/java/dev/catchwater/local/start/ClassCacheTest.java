package dev.catchwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {

    @TempDir
    Path folder;

    @Test
    void anotherBuildHasAnotherCacheAndTheOldOneGoes() throws Exception {
        Path jar = Files.writeString(folder.resolve("a.jar"), "one");
        ClassCache cache = new ClassCache(folder, "prices", List.of(jar));
        Path old = Files.createFile(cache.file());
        Path stranger = Files.createFile(folder.resolve("weather-0123.aot"));
        assertThat(cache.file()).isEqualTo(old);

        Files.writeString(jar, "another");
        Path now = Files.createFile(cache.file());
        cache.removeOthers();

        assertThat(now).isNotEqualTo(old).exists();
        assertThat(old).doesNotExist();
        assertThat(stranger).exists();
    }

    @Test
    void commandUsesTheCacheOnlyIfItIsThere() throws Exception {
        Path cache = folder.resolve("x.aot");
        List<String> program = List.of("-jar", "x.jar");
        assertThat(Jvm.command(100, cache, program)).noneMatch(word -> word.contains("AOT"));
        Files.createFile(cache);
        assertThat(Jvm.command(100, cache, program)).contains("-XX:AOTCache=" + cache);
    }
}
