package dev.catchwater.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BodyInputStreamTest {
    private final AtomicInteger produced = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    private Multi<Buffer> endless() {
        return Multi.createBy()
                .repeating()
                .supplier(() -> Buffer.buffer("chunk" + produced.incrementAndGet()))
                .indefinitely()
                .onCancellation()
                .invoke(cancelled::incrementAndGet);
    }

    @Test
    void aChunkIsAskedForWhenItIsNeededAndClosingCancels() throws IOException {
        try (BodyInputStream in = BodyInputStream.of(endless())) {
            assertThat(produced).hasValue(0);
            assertThat(new String(in.readNBytes(8), StandardCharsets.UTF_8)).isEqualTo("chunk1ch");
            assertThat(produced).hasValue(2);
        }
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void aFailureComesAfterTheBytesBeforeItAndStays() throws IOException {
        RuntimeException cut = new HttpFailure.Disconnected("https://example.org:443", "cut").asException();
        Multi<Buffer> broken = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().items(Buffer.buffer(), Buffer.buffer("a")),
                        Multi.createFrom().failure(cut));
        try (BodyInputStream in = BodyInputStream.of(broken)) {
            assertThat(in.read()).isEqualTo('a');
            assertThatThrownBy(in::read).isSameAs(cut);
            assertThatThrownBy(in::read).isSameAs(cut);
        }
    }

    @Test
    void anEndStaysTheEnd() throws IOException {
        try (BodyInputStream in = BodyInputStream.of(Multi.createFrom().item(Buffer.buffer("a")))) {
            assertThat(in.readAllBytes()).hasSize(1);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(new byte[0])).isZero();
        }
    }
}
