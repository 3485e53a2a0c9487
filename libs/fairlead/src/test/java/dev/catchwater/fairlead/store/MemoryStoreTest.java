package dev.catchwater.fairlead.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends ResponseStoreContract {
    @Override
    protected ResponseStore empty() {
        return new MemoryStore(1_000_000, 1_000);
    }

    @Test
    void theStoreIsBoundedByItsBytesHeadsIncluded() {
        MemoryStore small = new MemoryStore(20_000, 1_000);
        for (int i = 0; i < 1_000; i++) {
            get(small.put(
                    key("https://origin.test/" + i),
                    response(0, "1"),
                    Multi.createFrom().item(Buffer.buffer("x")),
                    LATER,
                    NOW));
        }
        assertThat(small.size()).isBetween(5L, 20L);
    }

    @Test
    void aMarkThatHadToMakeRoomCoversTooMuchRatherThanTooLittle() {
        Marks marks = new Marks(2);
        marks.set("a", Instant.ofEpochSecond(10));
        marks.set("b", Instant.ofEpochSecond(20));
        assertThat(marks.covers("c", Instant.ofEpochSecond(5))).isFalse();
        marks.set("c", Instant.ofEpochSecond(30));
        assertThat(marks.covers("a", Instant.ofEpochSecond(10))).isTrue();
        assertThat(marks.covers("d", Instant.ofEpochSecond(10))).isTrue();
        assertThat(marks.covers("d", Instant.ofEpochSecond(11))).isFalse();
    }

    @Test
    void aMarkNeverGoesBackInTime() {
        Marks marks = new Marks(2);
        marks.set("a", Instant.ofEpochSecond(10));
        marks.set("a", Instant.ofEpochSecond(5));
        assertThat(marks.covers("a", Instant.ofEpochSecond(10))).isTrue();
    }
}
