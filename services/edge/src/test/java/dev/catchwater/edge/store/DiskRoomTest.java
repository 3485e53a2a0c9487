package dev.catchwater.edge.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Gathering;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who makes room on the disk and in its index, what cannot be written, and whose files are believed. */
class DiskRoomTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final PrimaryKey KEY = key(0);

    @TempDir
    Path parent;

    private static PrimaryKey key(int i) {
        return PrimaryKey.of(URI.create("http://origin.test/" + i));
    }

    private Path folder() {
        return parent.resolve("store");
    }

    private TieredShelf opened(long maxBytes, String log, Executor writer) {
        DiskSpace space = new DiskSpace(folder(), maxBytes, 500_000, 700, log, writer, Runnable::run);
        return TieredShelf.over(space, new Epochs(), Policy.LRU, 100_000, 1_000, new Random(1));
    }

    private TieredShelf opened(long maxBytes) {
        return opened(maxBytes, "log", Runnable::run);
    }

    private static StoredResponse response(long seconds, long length, Headers headers) {
        Instant then = NOW.plusSeconds(seconds);
        return new StoredResponse(200, headers, Headers.none(), then, then, new Extent.Whole(length), false);
    }

    private static boolean put(TieredShelf shelf, PrimaryKey key, long seconds, int length, Headers headers) {
        return get(shelf.put(
                        key,
                        response(seconds, length, headers),
                        Multi.createFrom().item(Buffer.buffer(new byte[length])),
                        LATER,
                        NOW)
                .onFailure()
                .recoverWithItem(false));
    }

    private static boolean put(TieredShelf shelf, PrimaryKey key, long seconds, int length) {
        return put(shelf, key, seconds, length, Headers.none());
    }

    private static List<StoredEntry> found(TieredShelf shelf, PrimaryKey key) {
        return get(shelf.find(key, any -> true, NOW));
    }

    @Test
    void whatCannotBeWrittenIsNotReplacedByWhatItReplaced() throws IOException {
        TieredShelf shelf = opened(1_000_000);
        put(shelf, KEY, 0, 500);
        Path full = folder().resolve("2").resolve("2.entry.new");
        Files.createDirectories(full.getParent());
        Files.createSymbolicLink(full, Path.of("/dev/full"));
        put(shelf, KEY, 5, 500);
        assertThat(shelf.view().trouble().failures()).isEqualTo(1);
        assertThat(found(shelf, KEY)).hasSize(1);
        for (int i = 1; i < 200; i++) {
            put(shelf, key(i), 0, 900);
        }
        assertThat(found(shelf, KEY)).isEmpty();
        shelf.close();
        TieredShelf next = opened(1_000_000);
        assertThat(found(next, KEY)).isEmpty();
        next.close();
    }

    @Test
    void aLongContentThatHasJustGotItsNameIsNotCountedTwice() {
        TieredShelf shelf = opened(1_000_000);
        for (int i = 1; i <= 10; i++) {
            put(shelf, key(i), 0, 50_000);
        }
        Gathering coming = shelf.gathering(400_000, Optional.of(400_000L));
        coming.add(Buffer.buffer(new byte[400_000]));
        assertThat(get(shelf.put(KEY, response(0, 400_000, Headers.none()), coming.gathered(), LATER, NOW)))
                .isTrue();
        assertThat(put(shelf, key(11), 0, 50_000)).isTrue();
        coming.discard();
        assertThat(shelf.view().disk().evictions()).isZero();
        assertThat(shelf.view().disk().entries()).isEqualTo(12);
        put(shelf, key(12), 0, 100_000);
        assertThat(shelf.view().disk().bytes()).isBetween(900_000L, 1_000_000L);
        shelf.close();
    }

    @Test
    void aLongHeadTakesTheRoomOfSeveralInTheIndex() {
        TieredShelf shelf = opened(100_000_000);
        Headers headers = Headers.of("Content-Security-Policy", "x".repeat(20_000));
        for (int i = 0; i < 300; i++) {
            put(shelf, key(i), 0, 10, headers);
        }
        assertThat(shelf.view().disk().entries()).isBetween(50L, 140L);
        shelf.close();
    }

    @Test
    void whoeverEndsDoesNotWaitForAnIndexThatIsCold() {
        TieredShelf shelf = opened(10_000_000);
        for (int i = 0; i < 600; i++) {
            put(shelf, key(i), 0, 10);
        }
        shelf.close();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        CountDownLatch gate = new CountDownLatch(1);
        writer.execute(() -> {
            try {
                gate.await();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
        TieredShelf cold = opened(10_000_000, "log", writer);
        writer.shutdown();
        gate.countDown();
        cold.close();
        assertThat(cold.view().disk().entries()).isBetween(1L, 599L);
        TieredShelf warm = opened(10_000_000);
        assertThat(warm.view().disk().entries()).isEqualTo(600);
        warm.close();
    }

    @Test
    void whatWasWrittenUnderAnotherLogIsNotTrustedThoughThatIsSeenOnlyLater() {
        TieredShelf first = opened(1_000_000, "log", Runnable::run);
        put(first, KEY, 0, 10);
        TieredShelf locked = opened(1_000_000, "new log", Runnable::run);
        locked.close();
        first.close();
        TieredShelf next = opened(1_000_000, "new log", Runnable::run);
        assertThat(found(next, KEY)).isEmpty();
        put(next, key(1), 0, 10);
        next.close();
        TieredShelf after = opened(1_000_000, "new log", Runnable::run);
        assertThat(found(after, key(1))).hasSize(1);
        after.close();
    }
}
