package dev.catchwater.load.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.catchwater.load.Options;
import dev.catchwater.load.origin.Bodies;
import dev.catchwater.load.origin.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client whose figures are latencies and lags: what it takes for right, and when. */
class WireTest {
    private static long latency(Origin origin, Ask ask) throws IOException {
        List<Long> ended = new ArrayList<>();
        try (Wire wire = new Wire(origin.port(), 1, line -> ended.add(System.nanoTime() - line.due()))) {
            wire.lines().getFirst().send(ask, System.nanoTime());
            while (ended.isEmpty()) {
                wire.poll();
            }
        }
        return ended.getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"library", "kept"})
    void wholeBodiesOfEverySizeAreTaken(String kind) throws IOException {
        try (Origin origin = Origin.start(new Options("kind=" + kind))) {
            for (int bytes : new int[] {1, 1_024, 100_000, 1_048_576}) {
                assertThat(latency(origin, Ask.whole(Bodies.path(bytes, 7)))).isPositive();
            }
        }
    }

    @Test
    void anotherStatusOrLengthFails() throws IOException {
        try (Origin origin = Origin.start(new Options("kind=library"))) {
            ByteBuffer head =
                    ByteBuffer.wrap("GET /b/10/1 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(latency(origin, new Ask(head, 200, 10))).isPositive();
            assertThatIllegalStateException().isThrownBy(() -> latency(origin, new Ask(head, 200, 11)));
            assertThatIllegalStateException().isThrownBy(() -> latency(origin, new Ask(head, 206, 10)));
        }
    }

    @Test
    void thePartThatIsAskedForIsTaken() throws IOException {
        try (Origin origin = Origin.start(new Options("kind=library"))) {
            assertThat(latency(origin, Ask.part(Bodies.path(1_024, 1), 512))).isPositive();
        }
    }

    @Test
    void whoHasItIsToldSo() throws IOException {
        try (Origin origin = Origin.start(new Options("kind=library"))) {
            assertThat(latency(origin, Ask.confirmation("/s/100/1"))).isPositive();
        }
    }

    @Test
    void theMixAsksForEachKeyInOneSize() {
        Supplier<Ask> mix = Plans.of(new Options("plan=mix", "keys=50"));
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String line = StandardCharsets.US_ASCII
                    .decode(mix.get().head().duplicate())
                    .toString();
            paths.add(line.split(" ", 3)[1].substring(3));
        }
        assertThat(paths.stream().distinct()).hasSize(50);
    }
}
