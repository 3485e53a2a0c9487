package dev.catchwater.local.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.local.StartFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    Path folder;

    @Test
    void fullDiskIsNamedBeforeAnythingStarts() {
        Installation installation = new Installation(folder);
        assertThatThrownBy(() -> installation.requireRoom(30L * 1024 * 1024))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("The disk of " + folder.resolve(".catchwater") + " is full: 30 MB are free");
        assertThatCode(() -> installation.requireRoom(1L << 30)).doesNotThrowAnyException();
    }
}
