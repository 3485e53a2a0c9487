package dev.catchwater.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {

    @TempDir
    private Path folder;

    @Test
    void aLogOfAnyLengthKeepsItsEndInBoundedSpace() throws Exception {
        BoundedLog log = new BoundedLog(folder.resolve("x.log"), 1_000);
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            output.append("line ").append(i).append('\n');
        }
        follow(log, output.toString());
        assertThat(Files.readAllLines(log.file())).last().isEqualTo("line 1999");
        assertThat(Files.size(log.file())).isLessThan(1_100);
        assertThat(Files.size(folder.resolve("x.log.1"))).isLessThan(1_100);
        assertThat(log.lastLines()).hasSize(20).last().isEqualTo("line 1999");
    }

    @Test
    void aLineWithoutEndIsCutAndNothingIsLost() throws Exception {
        BoundedLog log = new BoundedLog(folder.resolve("x.log"), 1 << 20);
        follow(log, "x".repeat(20_000));
        assertThat(Files.readAllLines(log.file())).hasSize(3);
        assertThat(String.join("", Files.readAllLines(log.file()))).isEqualTo("x".repeat(20_000));
    }

    @Test
    void outputIsStillReadWhenTheFileCannotBeWritten() throws Exception {
        BoundedLog log = new BoundedLog(folder.resolve("no/such/folder/x.log"), 1_000);
        follow(log, "first\nlast\n");
        assertThat(log.lastLines()).contains("first", "last");
    }

    private static void follow(BoundedLog log, String output) throws InterruptedException {
        log.follow("test", new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)))
                .join();
    }
}
