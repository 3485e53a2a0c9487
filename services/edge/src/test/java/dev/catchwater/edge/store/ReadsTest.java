package dev.catchwater.edge.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Filed filed() {
        PrimaryKey key = PrimaryKey.of(URI.create("http://origin.test/a"));
        StoredResponse response =
                new StoredResponse(200, Headers.none(), Headers.none(), NOW, NOW, new Extent.Whole(1), false);
        Path path = Path.of("1.entry");
        return new Filed(
                path,
                new Head(key, response, NOW),
                Tags.of(key, response).orElseThrow(),
                new BlockFile(path, 1, new int[1]),
                1);
    }

    @Test
    void whoWaitsForAReadThatEndsWithAnErrorHearsOfIt() {
        Reads reads = new Reads(Runnable::run, new DiskState(), used -> {}, lost -> {});
        assertThatThrownBy(() -> get(reads.reading(filed(), () -> {
                    throw new OutOfMemoryError("of a test");
                })))
                .hasRootCauseMessage("of a test");
    }
}
