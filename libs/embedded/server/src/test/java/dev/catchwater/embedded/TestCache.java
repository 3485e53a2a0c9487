package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** What the tests of this module share: the user's own cache and patience. */
final class TestCache {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestCache() {}

    static Path shared() {
        return CacheLocation.find();
    }

    static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
