package dev.catchwater.fairlead.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        Marks marks = new Marks(2, 100);
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
        Marks marks = new Marks(2, 100);
        marks.set("a", Instant.ofEpochSecond(10));
        marks.set("a", Instant.ofEpochSecond(5));
        assertThat(marks.covers("a", Instant.ofEpochSecond(10))).isTrue();
    }

    @Test
    void marksAreBoundedByTheirCharactersToo() {
        Marks marks = new Marks(100, 10);
        marks.set("aaaa", Instant.ofEpochSecond(10));
        marks.set("aaaa", Instant.ofEpochSecond(11));
        marks.set("bbbb", Instant.ofEpochSecond(20));
        assertThat(marks.covers("other", Instant.ofEpochSecond(5))).isFalse();
        marks.set("cccc", Instant.ofEpochSecond(30));
        assertThat(marks.covers("other", Instant.ofEpochSecond(11))).isTrue();
        assertThat(marks.covers("other", Instant.ofEpochSecond(12))).isFalse();
        marks.set("longer than all", Instant.ofEpochSecond(40));
        assertThat(marks.covers("other", Instant.ofEpochSecond(40))).isTrue();
    }

    @Test
    void listsThatAreReadWeighWhatTheyBecome() {
        String members = IntStream.range(0, 1_000).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
        StoredResponse plain = with(Headers.of("X", members));
        assertThat(weight(with(Headers.of("Cache-Control", members))) - weight(plain))
                .isGreaterThan(100_000);
        assertThat(weight(with(Headers.of("cache-groups", members))) - weight(plain))
                .isGreaterThan(100_000);
    }

    private static StoredResponse with(Headers headers) {
        return new StoredResponse(200, headers, Headers.none(), NOW, NOW, new Extent.Whole(0), false);
    }

    private static int weight(StoredResponse response) {
        Content nothing = new Gatherer(0).gathered();
        return Weights.of(KEY, List.of(new StoredEntry(response, nothing, LATER)));
    }

    @Test
    void aTouchOfAnotherResponseOfTheSameMomentsDoesNothing() {
        assertThat(touchesAnotherOfTheSameMoments()).isFalse();
    }
}
