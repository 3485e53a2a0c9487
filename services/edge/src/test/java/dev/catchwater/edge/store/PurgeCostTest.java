package dev.catchwater.edge.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a purge costs in the number of objects that it covers. */
class PurgeCostTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MANY = 100_000;
    private static final int ROUNDS = 20_001;

    private final Epochs epochs = new Epochs();
    private long sequence;

    @Test
    @Tag("trial")
    void aTagOfManyCostsWhatATagOfOneCosts() {
        try (TieredShelf shelf = new TieredShelf(epochs, Policy.GDSF, 512L << 20, 1_000, new Random(1))) {
            for (int i = 0; i < MANY; i++) {
                put(shelf, i, i == 0 ? "one many" : "many");
            }
            assertThat(shelf.view().memory().entries()).isEqualTo(MANY);
            median("one");
            System.out.printf("purge of a tag of 1 object: median %d ns%n", median("one"));
            System.out.printf("purge of a tag of %,d objects: median %d ns%n", MANY, median("many"));
            assertThat(shelf.inMemory(key(77), NOW).getFirst().response().invalid())
                    .isTrue();
        }
    }

    private static PrimaryKey key(int i) {
        return PrimaryKey.of(URI.create("http://a.test/" + i));
    }

    private static void put(TieredShelf shelf, int i, String tags) {
        StoredResponse response = new StoredResponse(
                200, Headers.of("Surrogate-Key", tags), Headers.none(), NOW, NOW, new Extent.Whole(3), false);
        get(shelf.put(key(i), response, Multi.createFrom().item(Buffer.buffer("abc")), NOW.plusSeconds(9), NOW));
    }

    private long median(String tag) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Purged purged = new Purged(++sequence, NOW, new Purge.Tag(tag), Purge.Mode.SOFT, "k", "trial");
            long begin = System.nanoTime();
            epochs.apply(purged);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2];
    }
}
