package dev.catchwater.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryCacheTest {

    @TempDir
    private Path folder;

    @Test
    @Tag("proof")
    void twoJvmsMayUnpackForTheFirstTimeAtOnce() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        try (HostJvm one = HostJvm.launch(cache, "-");
                HostJvm two = HostJvm.launch(cache, "-")) {
            one.awaitReady();
            two.awaitReady();
            assertThat(one.end()).isZero();
            assertThat(two.end()).isZero();
        }
        assertThat(names(cache)).hasSize(2).allMatch(name -> name.matches("(postgres-18|redis-1)[0-9.]+-\\w+-\\w+"));
    }

    @Test
    void whatACrashedUnpackingLeftIsDroppedLater() throws IOException {
        Path abandoned = Files.createDirectories(folder.resolve(".unpacking-1/lib"));
        Path running = Files.createDirectories(folder.resolve(".unpacking-2/lib"));
        Files.setLastModifiedTime(abandoned.getParent(), FileTime.from(Instant.EPOCH));
        assertThat(new BinaryCache(folder, Platform.current()).redis()).isExecutable();
        assertThat(abandoned).doesNotExist();
        assertThat(running).exists();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(EmbeddedServerException.class)
                .isThrownBy(() -> new BinaryCache(file, Platform.current()).redis())
                .withMessageContaining("could not be unpacked into " + file);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
    })
    void everyPlatformNamesItsOwnBinaries(String os, String arch, String postgres) {
        Platform platform = Platform.of(os, arch);
        assertThat(platform.postgresArchive()).isEqualTo(postgres);
        assertThat(BinaryCache.class.getResource("/" + platform.redisExecutable()))
                .isNotNull();
    }

    @Test
    void anUnknownPlatformIsNamed() {
        assertThatExceptionOfType(EmbeddedServerException.class)
                .isThrownBy(() -> Platform.of("Windows 11", "amd64"))
                .withMessageContaining("not for Windows 11 on amd64");
    }

    private static List<String> names(Path cache) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
