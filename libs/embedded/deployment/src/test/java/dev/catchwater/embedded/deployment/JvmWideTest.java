package dev.catchwater.embedded.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JvmWideTest {

    private final AtomicInteger starts = new AtomicInteger();

    @AfterEach
    void forget() {
        System.clearProperty("dev.catchwater.embedded.some");
        System.clearProperty("dev.catchwater.embedded.other");
    }

    private JvmWide start(long pid) {
        return new JvmWide(pid, starts.incrementAndGet(), "secret");
    }

    @Test
    void theSecondApplicationGetsTheServerOfTheFirst() {
        long alive = ProcessHandle.current().pid();
        JvmWide first = JvmWide.get("some", () -> start(alive));
        assertThat(JvmWide.get("some", () -> start(alive))).isEqualTo(first);
        assertThat(JvmWide.get("other", () -> start(alive))).isNotEqualTo(first);
        assertThat(starts).hasValue(2);
    }

    @Test
    void aServerThatDiedIsReplaced() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        JvmWide first = JvmWide.get("some", () -> start(dead.pid()));
        assertThat(JvmWide.get("some", () -> start(dead.pid()))).isNotEqualTo(first);
    }
}
