package dev.catchwater.edge.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.ResponseStoreContract;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiskShelfTest extends ResponseStoreContract {
    private Path folder;
    private Epochs epochs;
    private TieredShelf shelf;

    @Override
    protected ResponseStore empty() {
        try {
            folder = Files.createTempDirectory("wt-store-disk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        epochs = new Epochs();
        shelf = open(1_000_000, 1_000_000);
        return shelf;
    }

    private TieredShelf open(long memory, long disk) {
        // Longer than 300 bytes is sent from its file; the disk does at once what it is told.
        DiskSpace space = new DiskSpace(folder, disk, 1_000, 1_000, "log", Runnable::run, Runnable::run);
        return TieredShelf.over(space, epochs, Policy.LRU, memory, 300, new Random(1));
    }

    private void restart() {
        shelf.close();
        shelf = open(1_000_000, 1_000_000);
    }

    @AfterEach
    void close() throws IOException {
        shelf.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private List<StoredEntry> foundAfterwards() {
        return get(shelf.find(KEY, any -> true, NOW));
    }

    private Path file() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".entry"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void purge(long sequence, Purge.Mode mode) {
        epochs.apply(new Purged(sequence, NOW, new Purge.Host("origin.test"), mode, "", ""));
    }

    @Test
    void afterARestartAllVariantsAreThereAsTheyWere() {
        put(response(0, "1"), "one");
        put(response(0, "2"), "two", "more");
        restart();
        assertThat(shelf.inMemory(KEY, NOW)).isEmpty();
        assertThat(foundAfterwards())
                .extracting(StoredEntry::response)
                .containsExactlyInAnyOrder(response(0, "1"), response(0, "2"));
        assertThat(foundAfterwards())
                .extracting(entry -> text(entry.content().read()))
                .containsExactlyInAnyOrder("one", "twomore");
        assertThat(shelf.inMemory(KEY, NOW)).hasSize(2);
    }

    @Test
    void aConfirmedHeadOutlivesARestart() {
        put(response(0, "1"), "one");
        get(shelf.touch(KEY, found().getFirst().response(), response(9, "1"), LATER, NOW));
        restart();
        assertThat(foundAfterwards()).extracting(StoredEntry::response).containsExactly(response(9, "1"));
    }

    @Test
    void whatWasPurgedBeforeOrAfterARestartDoesNotComeBack() {
        put(response(0, "1").withBorn(0), "one");
        purge(1, Purge.Mode.SOFT);
        restart();
        assertThat(foundAfterwards().getFirst().response().invalid()).isTrue();
        purge(2, Purge.Mode.HARD);
        assertThat(foundAfterwards()).isEmpty();
        restart();
        assertThat(foundAfterwards()).isEmpty();
    }

    @Test
    void whatWasBornLaterThanThePurgesKnowOfIsNotTrusted() {
        put(response(0, "1").withBorn(7), "one");
        restart();
        assertThat(foundAfterwards()).isEmpty();
    }

    @Test
    void whatWasRemovedOrInvalidatedIsNotFreshAfterARestart() {
        put(response(0, "1"), "one");
        get(shelf.invalidate(KEY, NOW.plusSeconds(1)));
        restart();
        assertThat(foundAfterwards()).isEmpty();
        put2(response(0, "1"));
        get(shelf.remove(KEY, NOW.plusSeconds(1)));
        restart();
        assertThat(foundAfterwards()).isEmpty();
    }

    private void put2(StoredResponse response) {
        get(shelf.put(KEY, response, Multi.createFrom().item(Buffer.buffer("two")), LATER, NOW));
    }

    @Test
    void aTornFileIsAMissWhereverItWasTorn() throws IOException {
        put(response(0, "1"), "some content");
        shelf.close();
        byte[] whole = Files.readAllBytes(file());
        Path path = file();
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            shelf = open(1_000_000, 1_000_000);
            assertThat(foundAfterwards()).as("torn at %d", length).isEmpty();
            shelf.close();
        }
        Files.write(path, whole);
        shelf = open(1_000_000, 1_000_000);
        assertThat(foundAfterwards()).hasSize(1);
    }

    @Test
    void noByteOfAFileCanChangeAndBeServed() throws IOException {
        put(response(0, "1"), "some content");
        shelf.close();
        Path path = file();
        byte[] whole = Files.readAllBytes(path);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(path, damaged);
            shelf = open(1_000_000, 1_000_000);
            assertThat(foundAfterwards()).as("changed at %d", at).isEmpty();
            shelf.close();
        }
        shelf = open(1_000_000, 1_000_000);
    }

    @Test
    void whatMemoryHasNoRoomForIsFoundOnTheDiskAndTheDiskIsBounded() {
        shelf.close();
        shelf = open(20_000, 60_000);
        for (int i = 0; i < 200; i++) {
            get(shelf.put(
                    key("https://origin.test/" + i),
                    response(0, "1"),
                    Multi.createFrom().item(Buffer.buffer(i + "x".repeat(500))),
                    LATER,
                    NOW));
        }
        shelf.close();
        shelf = open(20_000, 60_000);
        assertThat(shelf.view().disk().bytes()).isBetween(40_000L, 60_000L);
        long there = 0;
        for (int i = 0; i < 200; i++) {
            List<StoredEntry> found = get(shelf.find(key("https://origin.test/" + i), any -> true, NOW));
            there += found.size();
            for (StoredEntry entry : found) {
                assertThat(text(entry.content().read())).startsWith(i + "x");
            }
        }
        assertThat(there).isGreaterThan(30);
    }

    @Test
    void aTouchOfAnotherResponseOfTheSameMomentsDoesNothing() {
        assertThat(touchesAnotherOfTheSameMoments()).isFalse();
    }
}
