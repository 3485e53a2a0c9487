package dev.catchwater.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemBrowserTest {

    @Test
    void withoutABrowserTheTestsAreLeftOutAndTheReasonSaysHowToGetOne() {
        var result = SystemBrowser.judge(Optional.empty(), null);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("make e2e-setup"));
    }

    @Test
    void withoutABrowserCiFailsAndSaysHowToGetOne() {
        assertThatThrownBy(() -> SystemBrowser.judge(Optional.empty(), "true")).hasMessageContaining("make e2e-setup");
    }

    @Test
    void aProgramOnThePathIsFoundByItsNameAndOnlyIfItCanRun(@TempDir Path folder) throws IOException {
        Path browser = Files.writeString(folder.resolve("chromium-browser"), "");
        String path = "/nowhere:" + folder;
        assertThat(SystemBrowser.find(path)).isNotEqualTo(Optional.of(browser));

        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(SystemBrowser.find(path)).contains(browser);
        assertThat(SystemBrowser.judge(SystemBrowser.find(path), "true").isDisabled())
                .isFalse();
    }
}
