package dev.catchwater.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private static final int LIMIT = 20_000;

    @TempDir
    Path folder;

    private LogFile log;

    @BeforeEach
    void log() {
        log = new LogFile(folder.resolve("x.log"), LIMIT);
    }

    @Test
    void floodIsBoundedAndKeepsTheNewest() throws Exception {
        drain("0123456789\n".repeat(50_000) + "the end\n");
        assertThat(Files.size(log.path()) + Files.size(folder.resolve("x.log.1")))
                .isLessThan(3 * LIMIT);
        assertThat(log.tail(1)).containsExactly("the end");
    }

    @Test
    void formerRunIsPutAsideAtTheStart() throws Exception {
        drain("first\n");
        log.rotate();
        drain("second\n");
        assertThat(log.path()).hasContent("second");
        assertThat(folder.resolve("x.log.1")).hasContent("first");
    }

    @Test
    void fullDiskIsTheReasonEvenIfOtherErrorsFollow() throws Exception {
        drain("INFO hello\nERROR write: No space left on device\nERROR stopping\nbye\n");
        assertThat(log.reason()).contains("ERROR write: No space left on device");
    }

    @Test
    void lastErrorIsTheReasonAndElseTheLastLine() throws Exception {
        drain("ERROR one\nERROR two\nbye\n");
        assertThat(log.reason()).contains("ERROR two");
        log.rotate();
        drain("hello\nbye\n\n");
        assertThat(log.reason()).contains("bye");
    }

    private void drain(String text) throws IOException {
        log.drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
