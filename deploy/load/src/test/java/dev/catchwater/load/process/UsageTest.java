package dev.catchwater.load.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static long pid() {
        return ProcessHandle.current().pid();
    }

    @Test
    void whatAProcessDoesIsCounted() {
        long before = Usage.cpuNanos(pid());
        long until = System.nanoTime() + 10_000_000_000L;
        while (Usage.cpuNanos(pid()) - before < 50_000_000) {
            assertThat(System.nanoTime()).isLessThan(until);
        }
    }

    @Test
    void whatAChildHasIsCountedWithItsParent() throws IOException {
        long before = Usage.residentBytes(pid());
        try (Child child = Child.java(Child.ANY, "64m", dev.catchwater.load.origin.OriginMain.class, List.of())) {
            child.line();
            assertThat(Usage.residentBytes(pid()) - before).isGreaterThan(10_000_000);
        }
    }
}
