package dev.catchwater.edge.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.CodedForm;
import dev.catchwater.edge.CodedForm.Lack;
import dev.catchwater.edge.Slab;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.ResponseStoreContract;
import dev.catchwater.fairlead.store.StoredEntry;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryShelfTest extends ResponseStoreContract {
    private Epochs epochs;
    private TieredShelf shelf;

    @Override
    protected ResponseStore empty() {
        epochs = new Epochs();
        shelf = shelf(1_000_000, 1_000);
        return shelf;
    }

    private TieredShelf shelf(long maxBytes, long maxEntryBytes) {
        return new TieredShelf(epochs, Policy.GDSF, maxBytes, maxEntryBytes, new Random(1));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void purge(long sequence, Purge.Mode mode) {
        epochs.apply(new Purged(sequence, NOW, new Purge.Host("origin.test"), mode, "", ""));
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static boolean put(TieredShelf shelf, PrimaryKey key, StoredResponse response, byte[] content) {
        return get(shelf.put(key, response, Multi.createFrom().item(Buffer.buffer(content)), LATER, NOW));
    }

    @Test
    void aHardPurgeLeavesNothingOfWhatWasBornBeforeIt() {
        put(response(0, "1").withBorn(3), "one");
        purge(4, Purge.Mode.HARD);
        assertThat(shelf.inMemory(KEY, NOW)).isEmpty();
        assertThat(found()).isEmpty();
        assertThat(shelf.view().memory().entries()).isZero();
        assertThat(put(response(1, "1").withBorn(3), "one")).isFalse();
        assertThat(put(response(1, "1").withBorn(4), "one")).isTrue();
        assertThat(shelf.generation()).isEqualTo(4);
    }

    @Test
    void aSoftPurgeWantsAConfirmationThatBeganAfterIt() {
        put(response(0, "1").withBorn(3), "one");
        purge(4, Purge.Mode.SOFT);
        StoredResponse before = found().getFirst().response();
        assertThat(before.invalid()).isTrue();
        get(store.touch(KEY, before, response(1, "1").withBorn(3), LATER, NOW));
        assertThat(found().getFirst().response().invalid()).isTrue();
        get(store.touch(KEY, found().getFirst().response(), response(2, "1").withBorn(4), LATER, NOW));
        assertThat(found().getFirst().response().invalid()).isFalse();
    }

    @Test
    void noConfirmationBringsBackWhatWasPurgedForGood() {
        put(response(0, "1").withBorn(3), "one");
        StoredResponse before = found().getFirst().response();
        purge(4, Purge.Mode.HARD);
        assertThat(get(store.touch(KEY, before, response(1, "1").withBorn(4), LATER, NOW)))
                .isFalse();
        assertThat(found()).isEmpty();
    }

    @Test
    void aPurgedOneDoesNotKeepANewerBodyOutThoughItsClockWasAhead() {
        put(response(9, "1").withBorn(3), "one");
        purge(4, Purge.Mode.HARD);
        assertThat(put(response(0, "1").withBorn(4), "two")).isTrue();
        assertThat(found()).extracting(entry -> text(entry.content().read())).containsExactly("two");
    }

    @Test
    void whoReadsFromMemoryIsToldOfThePurgeByTheListItself() {
        put(response(0, "1").withBorn(3), "one");
        List<StoredEntry> found = shelf.inMemory(KEY, NOW);
        assertThat(shelf.inMemory(KEY, NOW)).isSameAs(found);
        purge(4, Purge.Mode.SOFT);
        assertThat(shelf.inMemory(KEY, NOW).getFirst().response().invalid()).isTrue();
    }

    @Test
    void aResponseWithMoreTagsThanAreKeptIsNotStored() {
        String many = "t ".repeat(10)
                + String.join(
                        " ",
                        java.util.stream.IntStream.range(0, 2_000)
                                .mapToObj(i -> "t" + i)
                                .toList());
        StoredResponse tagged = new StoredResponse(
                200,
                Headers.of("Surrogate-Key", many),
                Headers.none(),
                NOW,
                NOW,
                new dev.catchwater.fairlead.cache.Extent.Whole(3),
                false);
        assertThat(put(tagged, "one")).isFalse();
    }

    @Test
    void slicesAndPinnedContentsOutliveTheirEviction() {
        try (TieredShelf small = shelf(2_000_000, 1_000_000)) {
            byte[] content = bytes(1, 700_001);
            put(small, KEY, response(0, "1"), content);
            Slab slab = (Slab) small.inMemory(KEY, NOW).getFirst().content();
            ByteBuf slice = slab.slice(200_000, 300_000).orElseThrow();
            StoredEntry pinned = get(small.find(KEY, any -> true, NOW)).getFirst();
            for (int i = 0; i < 10; i++) {
                put(small, key("https://origin.test/" + i), response(0, "1"), bytes(2, 700_001));
            }
            assertThat(small.inMemory(KEY, NOW)).isEmpty();
            // What is long is sent piece by piece.
            slab.slice(600_000, 100_001).orElseThrow().release();
            byte[] read = new byte[300_000];
            slice.readBytes(read).release();
            assertThat(read).isEqualTo(Arrays.copyOfRange(content, 200_000, 500_000));
            assertThat(get(pinned.content().read().collect().in(Buffer::buffer, Buffer::appendBuffer))
                            .getBytes())
                    .isEqualTo(content);
        }
    }

    @Test
    void whatHasMadeRoomGivesNoSlice() {
        put(response(0, "1"), "one");
        Slab slab = (Slab) shelf.inMemory(KEY, NOW).getFirst().content();
        put(response(1, "1"), "two");
        assertThat(slab.slice(0, 3)).isEmpty();
    }

    @Test
    void theShelfIsBoundedByItsBytesAndThePoolFollows() {
        try (TieredShelf small = shelf(16 << 20, 2 << 20)) {
            Random random = new Random(5);
            for (int i = 0; i < 6_000; i++) {
                int length = (int) Math.exp(random.nextDouble() * Math.log(2 << 20));
                put(small, key("https://origin.test/" + random.nextInt(3_000)), response(i, "1"), new byte[length]);
                assertThat(small.view().memory().bytes()).isLessThanOrEqualTo(16 << 20);
            }
            assertThat(small.view().memory().evictions()).isGreaterThan(100);
            // The pool takes chunks of 4 MiB, and what is on its way in comes on top.
            assertThat(Memory.pooled()).isLessThanOrEqualTo(28 << 20);
        }
    }

    private Slab slab(TieredShelf of, PrimaryKey key) {
        return (Slab) of.inMemory(key, NOW).getFirst().content();
    }

    private static byte[] made(Slab of, Coding coding) {
        Slab form = ((CodedForm.Made) of.coded(coding)).slab();
        byte[] bytes = new byte[(int) form.length()];
        form.slice(0, bytes.length).orElseThrow().readBytes(bytes).release();
        return bytes;
    }

    @Test
    void aFormIsOneHoldersToMakeAndCountsAndStaysWithWhatIsConfirmedAndGoesWithItsContent() {
        put(shelf, KEY, response(0, "1"), bytes(1, 900));
        long before = shelf.view().memory().bytes();
        Slab content = slab(shelf, KEY);
        assertThat(content.coded(Coding.BR)).isEqualTo(Lack.NONE);
        assertThat(content.mark(Coding.BR, Lack.NONE, Lack.COMING)).isTrue();
        assertThat(content.mark(Coding.BR, Lack.NONE, Lack.COMING)).isFalse();
        assertThat(shelf.keepCoded(KEY, content, Coding.BR, Buffer.buffer(bytes(2, 512))))
                .isTrue();
        assertThat(shelf.view().memory().bytes()).isEqualTo(before + 512);
        assertThat(shelf.view().memory().entries()).isEqualTo(1);
        get(shelf.touch(KEY, shelf.inMemory(KEY, NOW).getFirst().response(), response(1, "1"), LATER, NOW));
        assertThat(made(slab(shelf, KEY), Coding.BR)).isEqualTo(bytes(2, 512));
        assertThat(slab(shelf, KEY).coded(Coding.GZIP)).isEqualTo(Lack.NONE);
        assertThat(shelf.view().memory().bytes()).isEqualTo(before + 512);
        Slab form = ((CodedForm.Made) slab(shelf, KEY).coded(Coding.BR)).slab();
        put(shelf, KEY, response(2, "1"), bytes(3, 900));
        assertThat(slab(shelf, KEY).coded(Coding.BR)).isEqualTo(Lack.NONE);
        assertThat(form.slice(0, 1)).isEmpty();
        assertThat(shelf.view().memory().bytes()).isEqualTo(before);
        // What was made of the content before has nowhere to go.
        assertThat(shelf.keepCoded(KEY, content, Coding.GZIP, Buffer.buffer(bytes(2, 512))))
                .isFalse();
        assertThat(shelf.view().memory().bytes()).isEqualTo(before);
    }

    @Test
    void aPurgeLeavesNoForm() {
        put(shelf, KEY, response(0, "1").withBorn(3), bytes(1, 900));
        Slab content = slab(shelf, KEY);
        shelf.keepCoded(KEY, content, Coding.BR, Buffer.buffer(bytes(2, 100)));
        Slab form = ((CodedForm.Made) content.coded(Coding.BR)).slab();
        purge(4, Purge.Mode.HARD);
        assertThat(shelf.inMemory(KEY, NOW)).isEmpty();
        assertThat(form.slice(0, 1)).isEmpty();
        assertThat(shelf.view().memory().bytes()).isZero();
    }

    @Test
    void formsMakeOthersGoAndNeverTheBound() {
        try (TieredShelf small = shelf(75_000, 25_000)) {
            for (int i = 0; i < 100; i++) {
                PrimaryKey key = key("https://origin.test/" + i % 7);
                put(small, key, response(i, "1"), new byte[10_000]);
                Slab content = slab(small, key);
                boolean kept = small.keepCoded(key, content, Coding.GZIP, Buffer.buffer(new byte[7_000]));
                assertThat(kept).isTrue();
                assertThat(made(slab(small, key), Coding.GZIP)).hasSize(7_000);
                assertThat(small.view().memory().bytes()).isLessThanOrEqualTo(75_000);
            }
            assertThat(small.view().memory().evictions()).isPositive();
        }
    }

    @Test
    void aFormThatIsBeingSentOutlivesItsEviction() {
        try (TieredShelf small = shelf(200_000, 100_000)) {
            put(small, KEY, response(0, "1"), bytes(1, 90_000));
            small.keepCoded(KEY, slab(small, KEY), Coding.BR, Buffer.buffer(bytes(2, 50_000)));
            Slab form = ((CodedForm.Made) slab(small, KEY).coded(Coding.BR)).slab();
            for (int i = 0; i < 5; i++) {
                put(small, key("https://origin.test/" + i), response(0, "1"), bytes(3, 90_000));
            }
            assertThat(small.inMemory(KEY, NOW)).isEmpty();
            byte[] bytes = new byte[50_000];
            form.slice(0, 50_000).orElseThrow().readBytes(bytes).release();
            assertThat(bytes).isEqualTo(bytes(2, 50_000));
        }
    }

    @Test
    void aTouchOfAnotherResponseOfTheSameMomentsDoesNothing() {
        assertThat(touchesAnotherOfTheSameMoments()).isFalse();
    }
}
