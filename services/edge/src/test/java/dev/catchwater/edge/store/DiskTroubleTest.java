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
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, slow, late or somebody else's costs entries, and nothing else. */
// Longer than the house allows: one disk, and all that can be the matter with it.
class DiskTroubleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final PrimaryKey KEY = key(0);

    @TempDir
    Path parent;

    private final Epochs epochs = new Epochs();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private int room = 1_000;
    private boolean quick;

    private static PrimaryKey key(int i) {
        return PrimaryKey.of(URI.create("http://origin.test/" + i));
    }

    private Path folder() {
        return parent.resolve("store");
    }

    /** Whose disk does what it is told when {@link #work} is called, at once if it is never late. */
    private TieredShelf opened(boolean late, String log) {
        DiskSpace space = new DiskSpace(
                folder(), 1_000_000, 500_000, 700, log, late ? this::queue : Runnable::run, Runnable::run);
        return TieredShelf.over(space, epochs, Policy.LRU, 1_000_000, 1_000, new Random(1));
    }

    private TieredShelf opened(boolean late) {
        return opened(late, "log");
    }

    private void queue(Runnable task) {
        if (quick) {
            task.run();
            return;
        }
        if (tasks.size() >= room) {
            throw new RejectedExecutionException("full");
        }
        tasks.add(task);
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static StoredResponse response(long seconds, long length) {
        Instant then = NOW.plusSeconds(seconds);
        return new StoredResponse(
                200, Headers.of("A", "b"), Headers.none(), then, then, new Extent.Whole(length), false);
    }

    private static boolean put(TieredShelf shelf, PrimaryKey key, StoredResponse response, String content) {
        return get(shelf.put(key, response, Multi.createFrom().item(Buffer.buffer(content)), LATER, NOW)
                .onFailure()
                .recoverWithItem(false));
    }

    private static List<StoredEntry> found(TieredShelf shelf, PrimaryKey key) {
        return get(shelf.find(key, any -> true, NOW));
    }

    @Test
    void aFullDiskCostsWhatWasToBeWrittenAndIsToldUntilItWorksAgain() throws IOException {
        TieredShelf shelf = opened(false);
        Path full = folder().resolve("1").resolve("1.entry.new");
        Files.createDirectories(full.getParent());
        Files.createSymbolicLink(full, Path.of("/dev/full"));
        assertThat(put(shelf, KEY, response(0, 5_000), "x".repeat(5_000))).isFalse();
        assertThat(shelf.view().trouble().now()).contains("No space");
        assertThat(shelf.view().trouble().failures()).isEqualTo(1);
        assertThat(put(shelf, key(1), response(0, 3), "one")).isTrue();
        assertThat(found(shelf, key(1))).hasSize(1);
        assertThat(put(shelf, KEY, response(0, 5_000), "x".repeat(5_000))).isTrue();
        assertThat(shelf.view().trouble().now()).isEmpty();
        shelf.close();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.map(DiskTroubleTest::target)).doesNotContain("/dev/full");
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void aFolderThatCannotBeMadeLeavesMemoryUntilItCan() throws IOException {
        Files.writeString(folder(), "in the way");
        TieredShelf shelf = opened(false);
        assertThat(shelf.view().trouble().now()).isNotEmpty();
        assertThat(put(shelf, KEY, response(0, 3), "one")).isTrue();
        assertThat(found(shelf, KEY)).hasSize(1);
        Files.delete(folder());
        assertThat(put(shelf, key(1), response(0, 3), "two")).isTrue();
        assertThat(shelf.view().trouble().now()).isEmpty();
        assertThat(shelf.view().disk().entries()).isEqualTo(1);
        shelf.close();
    }

    @Test
    void aFolderThatAnotherNodeHasIsLeftAlone() {
        TieredShelf first = opened(false);
        put(first, KEY, response(0, 3), "one");
        TieredShelf second = opened(false);
        assertThat(second.view().trouble().now()).contains("another node");
        assertThat(put(second, key(1), response(0, 3), "two")).isTrue();
        assertThat(second.view().disk().entries()).isZero();
        second.close();
        first.close();
        TieredShelf third = opened(false);
        assertThat(found(third, KEY)).hasSize(1);
        third.close();
    }

    @Test
    void whatADiskHasNoTimeForIsNotWrittenButCountedAndNothingWaits() {
        TieredShelf shelf = opened(true);
        work();
        room = 10;
        for (int i = 0; i < 50; i++) {
            assertThat(put(shelf, key(i), response(0, 3), "one")).isTrue();
        }
        assertThat(tasks).hasSize(10);
        assertThat(shelf.view().trouble().dropped()).isEqualTo(40);
        assertThat(found(shelf, key(49))).hasSize(1);
        work();
        assertThat(shelf.view().disk().entries()).isEqualTo(10);
        shelf.close();
    }

    @Test
    void whatWasInvalidatedWhileTheDiskHadNoTimeIsNotFreshAfterARestart() {
        TieredShelf shelf = opened(true);
        put(shelf, KEY, response(0, 3), "one");
        work();
        room = 1;
        put(shelf, key(1), response(0, 3), "one");
        get(shelf.invalidate(KEY, NOW.plusSeconds(1)));
        work();
        shelf.close();
        TieredShelf next = opened(false);
        assertThat(found(next, KEY)).isEmpty();
        assertThat(found(next, key(1))).hasSize(1);
        next.close();
    }

    @Test
    void whatWasReplacedWhileTheDiskHadNoTimeDoesNotComeBack() {
        quick = true;
        TieredShelf shelf = opened(true);
        put(shelf, KEY, response(0, 5_000), "x".repeat(5_000));
        assertThat(found(shelf, KEY)).hasSize(1);
        quick = false;
        room = 0;
        put(shelf, KEY, response(5, 3), "new");
        for (int i = 1; i < 2_000; i++) {
            put(shelf, key(i), response(0, 900), "y".repeat(900));
        }
        assertThat(found(shelf, KEY)).isEmpty();
        room = 1_000;
        work();
        shelf.close();
    }

    @Test
    void aColdIndexFindsNothingThatIsPurgedOrReplacedMeanwhile() {
        TieredShelf shelf = opened(false);
        put(shelf, key(1), response(0, 3), "one");
        put(shelf, key(2), response(0, 3).withBorn(0), "two");
        put(shelf, key(3), response(0, 3), "old");
        put(shelf, key(4), response(0, 3), "for");
        shelf.close();
        TieredShelf cold = opened(true);
        assertThat(found(cold, key(4))).isEmpty();
        epochs.apply(new Purged(1, NOW, new Purge.Uri(key(1)), Purge.Mode.HARD, "", ""));
        get(cold.remove(key(2), NOW.plusSeconds(1)));
        put(cold, key(3), response(5, 3), "new");
        work();
        assertThat(found(cold, key(1))).isEmpty();
        assertThat(found(cold, key(2))).isEmpty();
        assertThat(found(cold, key(3))).hasSize(1);
        assertThat(found(cold, key(3)).getFirst().response()).isEqualTo(response(5, 3));
        assertThat(found(cold, key(4))).hasSize(1);
        cold.close();
    }

    @Test
    void whatALostLogKnewOfIsNotTrustedHoweverManyPurgesCameSince() {
        TieredShelf shelf = opened(false);
        put(shelf, KEY, response(0, 3).withBorn(2), "one");
        shelf.close();
        TieredShelf cold = opened(true);
        for (int i = 1; i <= 5; i++) {
            epochs.apply(new Purged(i, NOW, new Purge.Uri(key(9)), Purge.Mode.HARD, "", ""));
        }
        work();
        assertThat(found(cold, KEY)).isEmpty();
        cold.close();
    }

    @Test
    void withoutTheLogOfItsPurgesNothingIsTrusted() {
        TieredShelf shelf = opened(false);
        put(shelf, KEY, response(0, 3), "one");
        shelf.close();
        TieredShelf next = opened(false, "another");
        assertThat(found(next, KEY)).isEmpty();
        next.close();
        TieredShelf after = opened(false);
        assertThat(found(after, KEY)).isEmpty();
        after.close();
    }

    @Test
    void itHasNoMoreEntriesThanItsIndexMayHave() {
        TieredShelf shelf = opened(false);
        for (int i = 0; i < 800; i++) {
            put(shelf, key(i), response(0, 3), "one");
        }
        assertThat(shelf.view().disk().entries()).isEqualTo(700);
        assertThat(shelf.view().disk().evictions()).isEqualTo(100);
        shelf.close();
    }

    @Test
    void whatIsNotItsOwnInItsFolderIsLeftAlone() throws IOException {
        Path others = folder().resolve("1").resolve("letter.txt");
        Files.createDirectories(others.getParent());
        Files.writeString(others, "dear");
        Path half = others.resolveSibling("65.entry.new");
        Files.writeString(half, "half");
        opened(false, "another").close();
        assertThat(others).exists();
        assertThat(half).doesNotExist();
    }

    @Test
    void manyFilesAreLookedThroughWhileOthersAreWritten() {
        TieredShelf shelf = opened(false);
        for (int i = 0; i < 600; i++) {
            put(shelf, key(i), response(0, 3), "one");
        }
        shelf.close();
        TieredShelf cold = opened(true);
        tasks.remove().run();
        assertThat(cold.view().disk().entries()).isBetween(100L, 599L);
        put(cold, key(1_000), response(0, 3), "one");
        work();
        assertThat(cold.view().disk().entries()).isEqualTo(601);
        cold.close();
    }
}
