package dev.catchwater.edge.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ReadsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final Duration PATIENCE = Duration.ofMillis(50);

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
        Reads reads = new Reads(Runnable::run, new DiskState(), used -> {}, lost -> {}, PATIENCE);
        assertThatThrownBy(() -> get(reads.reading(
                        filed(),
                        () -> {
                            throw new OutOfMemoryError("of a test");
                        },
                        late -> {})))
                .hasRootCauseMessage("of a test");
    }

    @Test
    void anEventLoopDoesNotWaitForADiskThatStandsStillAndWhatComesLateIsNotLost() {
        Vertx vertx = Vertx.vertx();
        Queue<Runnable> still = new ConcurrentLinkedQueue<>();
        Queue<String> told = new ConcurrentLinkedQueue<>();
        DiskState state = new DiskState();
        Reads reads = new Reads(still::add, state, used -> {}, lost -> told.add("lost"), PATIENCE);
        vertx.runOnContext(here -> reads.reading(filed(), () -> "bytes", late -> told.add("late " + late))
                .subscribe()
                .with(told::add, failure -> told.add(failure.getMessage())));
        await().untilAsserted(() -> assertThat(told).hasSize(1));
        assertThat(told.remove()).contains("longer than");
        assertThat(state.view().now()).contains("longer than");
        still.remove().run();
        await().untilAsserted(() -> assertThat(told).containsExactly("late bytes"));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
