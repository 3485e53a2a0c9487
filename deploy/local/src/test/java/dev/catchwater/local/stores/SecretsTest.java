package dev.catchwater.local.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void secretsDifferOutliveTheProcessAndAreTheOwnersAlone() throws Exception {
        Path file = folder.resolve("secrets.properties");
        Secrets secrets = new Secrets(file);
        String one = secrets.of("one");
        assertThat(one).matches("[0-9a-f]{48}").isNotEqualTo(secrets.of("two"));
        assertThat(new Secrets(file).of("one")).isEqualTo(one);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(secrets.toString()).doesNotContain(one);
    }

    @Test
    void fileIsReplacedInOneStepAndNothingIsLeftAside() throws Exception {
        Path file = folder.resolve("secrets.properties");
        Secrets secrets = new Secrets(file);
        String one = secrets.of("one");
        Path before = Files.createLink(folder.resolve("before"), file);
        String kept = Files.readString(before);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        secrets.of("two");
        // Whoever has the file open sees it as it was, in full.
        assertThat(Files.readString(before)).isEqualTo(kept);
        assertThat(new Secrets(file).of("one")).isEqualTo(one);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(file, before);
        }
    }
}
