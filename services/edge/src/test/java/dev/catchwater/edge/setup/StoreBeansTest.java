package dev.catchwater.edge.setup;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is configured of the store is what the store does. */
class StoreBeansTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PrimaryKey SMALL = new PrimaryKey("http://a.test:80/small");
    private static final PrimaryKey LARGE = new PrimaryKey("http://a.test:80/large");

    private static StoreConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(StoreConfig.class)
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(StoreConfig.class);
    }

    private static Shelf shelf(String eviction) throws Exception {
        return new StoreBeans()
                .shelf(
                        new Epochs(),
                        config(Map.of(
                                "catchwater.edge.store.eviction", eviction,
                                "catchwater.edge.store.memory", "75K",
                                "catchwater.edge.store.max-entry", "70K",
                                "catchwater.edge.store.disk", "0")),
                        "log");
    }

    private static void put(Shelf shelf, PrimaryKey key, int length) {
        StoredResponse response =
                new StoredResponse(200, Headers.none(), Headers.none(), NOW, NOW, new Extent.Whole(length), false);
        get(shelf.put(
                key, response, Multi.createFrom().item(Buffer.buffer(new byte[length])), NOW.plusSeconds(60), NOW));
    }

    private static String gone(Shelf shelf) throws Exception {
        put(shelf, new PrimaryKey("http://a.test:80/other"), 8_000);
        String gone = (shelf.inMemory(SMALL, NOW).isEmpty() ? "small" : "")
                + (shelf.inMemory(LARGE, NOW).isEmpty() ? "large" : "");
        ((AutoCloseable) shelf).close();
        return gone;
    }

    /** The small one came first: of both the one used last is the large one. */
    @ParameterizedTest
    @CsvSource({"GDSF,large,large", "LRU,small,small", "S3_FIFO,small,large", "s3-fifo,small,large"})
    void whoMakesRoomIsAsConfigured(String eviction, String ofNewOnes, String whereTheSmallOneIsUsed) throws Exception {
        Shelf unused = shelf(eviction);
        put(unused, SMALL, 10_000);
        put(unused, LARGE, 57_000);
        assertThat(gone(unused)).isEqualTo(ofNewOnes);
        Shelf used = shelf(eviction);
        put(used, SMALL, 10_000);
        used.inMemory(SMALL, NOW);
        used.inMemory(SMALL, NOW);
        put(used, LARGE, 57_000);
        used.inMemory(LARGE, NOW);
        assertThat(gone(used)).isEqualTo(whereTheSmallOneIsUsed);
    }

    @Test
    void theDefaultIsTheOneWithMostHitsAndOthersAreNotGuessed() {
        assertThat(config(Map.of()).eviction()).isEqualTo(Policy.GDSF);
        assertThatThrownBy(() -> config(Map.of("catchwater.edge.store.eviction", "FIFO")))
                .hasMessageContaining("eviction");
    }
}
