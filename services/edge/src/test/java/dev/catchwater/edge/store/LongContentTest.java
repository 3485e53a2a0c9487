package dev.catchwater.edge.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.FileContent;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.Gathering;
import dev.catchwater.fairlead.store.StoredEntry;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content that is too long for memory. The disk does at once what it is told. */
class LongContentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final PrimaryKey KEY = PrimaryKey.of(URI.create("http://origin.test/film"));
    private static final int LENGTH = 3 * BlockSums.BLOCK + 77;

    @TempDir
    Path folder;

    private final byte[] film = new byte[LENGTH];
    private Epochs epochs;
    private TieredShelf shelf;

    @BeforeEach
    void open() {
        new Random(5).nextBytes(film);
        epochs = new Epochs();
        shelf = opened();
    }

    private TieredShelf opened() {
        DiskSpace space = new DiskSpace(folder, 2_000_000, 1_000_000, 1_000, "log", Runnable::run, Runnable::run);
        return TieredShelf.over(space, epochs, Policy.GDSF, 100_000, 1_000, new Random(1));
    }

    private void restart() {
        shelf.close();
        shelf = opened();
    }

    @AfterEach
    void close() {
        shelf.close();
        await().untilAsserted(() -> {
            System.gc(); // what was found stays open until nobody can reach it
            assertThat(openFiles()).isEmpty();
        });
    }

    private List<String> openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(LongContentTest::target)
                    .filter(name -> name.startsWith(folder.toString()) && !name.endsWith("lock"))
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private static StoredResponse response(long seconds, long length) {
        return new StoredResponse(
                200,
                Headers.of("ETag", "\"" + length + "\"", "Surrogate-Key", "films"),
                Headers.none(),
                NOW.plusSeconds(seconds),
                NOW.plusSeconds(seconds),
                new Extent.Whole(length),
                false);
    }

    private boolean put(PrimaryKey key, long seconds, byte[] content) {
        Gathering coming = shelf.gathering(shelf.maxEntryBytes(), Optional.of((long) content.length));
        for (int at = 0; at < content.length; at += 10_000) {
            coming.add(Buffer.buffer(Arrays.copyOfRange(content, at, Math.min(content.length, at + 10_000))));
        }
        boolean stored =
                coming.fits() && get(shelf.put(key, response(seconds, content.length), coming.gathered(), LATER, NOW));
        coming.discard();
        return stored;
    }

    private List<StoredEntry> found() {
        return get(shelf.find(KEY, any -> true, NOW));
    }

    private static byte[] bytes(Multi<Buffer> content) {
        return get(content.collect().in(Buffer::buffer, Buffer::appendBuffer)).getBytes();
    }

    private void purge(long sequence, Purge purge, Purge.Mode mode) {
        epochs.apply(new Purged(sequence, NOW, purge, mode, "", ""));
    }

    private Path file() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".entry"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void itIsFoundAtOnceAndEachRunOfItsBytesIsWhatWasStored() {
        assertThat(put(KEY, 0, film)).isTrue();
        assertThat(shelf.view().memory().entries()).isZero();
        for (int life = 0; life < 2; life++) {
            Content content = shelf.inMemory(KEY, NOW).getFirst().content();
            assertThat(content).isInstanceOf(FileContent.class);
            assertThat(content.length()).isEqualTo(LENGTH);
            assertThat(bytes(content.read())).isEqualTo(film);
            int edge = BlockSums.BLOCK;
            for (int from : new int[] {0, 1, edge - 1, edge, edge + 1, LENGTH - 1}) {
                for (int to : new int[] {from, from + 1, edge, 2 * edge, 2 * edge + 1, LENGTH}) {
                    if (to >= from && to <= LENGTH) {
                        assertThat(bytes(content.read(from, to - from))).isEqualTo(Arrays.copyOfRange(film, from, to));
                    }
                }
            }
            restart();
        }
    }

    @Test
    void whatIsLongerThanThoughtGoesOnInAFile() {
        Gathering coming = shelf.gathering(shelf.maxEntryBytes(), Optional.empty());
        coming.add(Buffer.buffer(Arrays.copyOf(film, 600)));
        coming.add(Buffer.buffer(Arrays.copyOfRange(film, 600, LENGTH)));
        assertThat(bytes(coming.gathered().read(590, 20))).isEqualTo(Arrays.copyOfRange(film, 590, 610));
        assertThat(get(shelf.put(KEY, response(0, LENGTH), coming.gathered(), LATER, NOW)))
                .isTrue();
        coming.discard();
        assertThat(bytes(found().getFirst().content().read())).isEqualTo(film);
    }

    @Test
    void whatWasNotPutLeavesNothing() throws IOException {
        Gathering coming = shelf.gathering(shelf.maxEntryBytes(), Optional.of((long) LENGTH));
        coming.add(Buffer.buffer(film));
        assertThat(openFiles()).isNotEmpty();
        coming.discard();
        assertThat(put(KEY, 0, new byte[1_000_001])).isFalse();
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)
                            .filter(path -> !path.endsWith("lock") && !path.endsWith("purges")))
                    .isEmpty();
        }
    }

    @Test
    void aDamagedBlockIsNeverReadAndItsEntryIsGone() throws IOException {
        put(KEY, 0, film);
        shelf.close();
        Path path = file();
        byte[] damaged = Files.readAllBytes(path);
        damaged[2 * BlockSums.BLOCK + 5] ^= 1;
        Files.write(path, damaged);
        shelf = opened();
        Content content = shelf.inMemory(KEY, NOW).getFirst().content();
        assertThat(bytes(content.read(0, 2L * BlockSums.BLOCK))).isEqualTo(Arrays.copyOf(film, 2 * BlockSums.BLOCK));
        FileContent.Reading open = get(((FileContent) content).open());
        assertThatThrownBy(() -> get(open.region(2L * BlockSums.BLOCK + 100, 10)))
                .hasRootCauseInstanceOf(Damaged.class);
        open.close();
        assertThat(shelf.inMemory(KEY, NOW)).isEmpty();
        assertThat(found()).isEmpty();
        assertThat(path).doesNotExist();
    }

    @Test
    void whoHasOpenedItReadsItToItsEndWhateverIsEvicted() {
        put(KEY, 0, film);
        FileContent.Reading open =
                get(((FileContent) shelf.inMemory(KEY, NOW).getFirst().content()).open());
        for (int i = 0; i < 10; i++) {
            put(PrimaryKey.of(URI.create("http://origin.test/" + i)), 0, film);
        }
        assertThat(shelf.inMemory(KEY, NOW)).isEmpty();
        assertThat(shelf.view().disk().bytes()).isLessThan(2_000_000);
        for (int at = 0; at < LENGTH; at += BlockSums.BLOCK) {
            ByteBuf bytes = get(open.bytes(at, Math.min(BlockSums.BLOCK, LENGTH - at)));
            byte[] read = new byte[bytes.readableBytes()];
            bytes.readBytes(read).release();
            assertThat(read).isEqualTo(Arrays.copyOfRange(film, at, at + read.length));
        }
        open.close();
    }

    @Test
    void purgesCoverItHardForGoodSoftUntilItIsConfirmed() {
        put(KEY, 0, film);
        purge(1, new Purge.Tag("films"), Purge.Mode.SOFT);
        assertThat(shelf.inMemory(KEY, NOW).getFirst().response().invalid()).isTrue();
        restart();
        StoredEntry before = found().getFirst();
        assertThat(before.response().invalid()).isTrue();
        StoredResponse confirmed = response(9, LENGTH).withBorn(1);
        assertThat(get(shelf.touch(KEY, before.response(), confirmed, LATER, NOW)))
                .isTrue();
        restart();
        assertThat(found()).extracting(StoredEntry::response).containsExactly(confirmed);
        assertThat(bytes(found().getFirst().content().read())).isEqualTo(film);
        purge(2, new Purge.Tag("films"), Purge.Mode.HARD);
        assertThat(shelf.inMemory(KEY, NOW)).isEmpty();
        assertThat(get(shelf.touch(KEY, confirmed, response(10, LENGTH).withBorn(2), LATER, NOW)))
                .isFalse();
        restart();
        assertThat(found()).isEmpty();
    }

    @Test
    void aPurgeThatComesWhileItIsWrittenCoversIt() {
        Gathering coming = shelf.gathering(shelf.maxEntryBytes(), Optional.of((long) LENGTH));
        coming.add(Buffer.buffer(film));
        purge(1, new Purge.All(), Purge.Mode.HARD);
        assertThat(get(shelf.put(KEY, response(0, LENGTH), coming.gathered(), LATER, NOW)))
                .isFalse();
        coming.discard();
        assertThat(found()).isEmpty();
    }

    @Test
    void theNewerReplacesTheOlderWhicheverIsLong() {
        put(KEY, 0, film);
        put(KEY, 5, new byte[10]);
        assertThat(found()).extracting(entry -> entry.content().length()).containsExactly(10L);
        assertThat(put(KEY, 1, film)).isFalse();
        assertThat(put(KEY, 6, film)).isTrue();
        assertThat(found()).extracting(entry -> entry.content().length()).containsExactly((long) LENGTH);
        restart();
        assertThat(found()).extracting(entry -> entry.content().length()).containsExactly((long) LENGTH);
    }
}
