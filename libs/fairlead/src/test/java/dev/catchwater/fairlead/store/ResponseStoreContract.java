package dev.catchwater.fairlead.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does, here and in other modules. One subclass for each gives an empty one for contents of up to 1,000 bytes. */
public abstract class ResponseStoreContract extends MarksContract {
    @Test
    void whatIsPutIsFoundAsItWas() {
        assertThat(put(response(0, "1"), "abc", "def")).isTrue();
        assertThat(found()).hasSize(1);
        assertThat(found().getFirst().response()).isEqualTo(response(0, "1"));
        assertThat(found().getFirst().content().length()).isEqualTo(6);
        assertThat(text(found().getFirst().content().read())).isEqualTo("abcdef");
        assertThat(get(store.find(key("https://origin.test/b"), any -> true, NOW)))
                .isEmpty();
    }

    @Test
    void aPartIsFoundAsAPartUntilTheWholeIsPut() {
        StoredResponse part = response(0, "1").withExtent(new Extent.Part(4, 9, 20));
        assertThat(put(part, "efghij")).isTrue();
        assertThat(found()).extracting(StoredEntry::response).containsExactly(part);
        assertThat(found().getFirst().content().length()).isEqualTo(6);
        assertThat(text(found().getFirst().content().read(1, 2))).isEqualTo("fg");
        StoredResponse longer = response(1, "1").withExtent(new Extent.Part(0, 9, 20));
        Multi<Buffer> joined = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Buffer.buffer("abcd")),
                        found().getFirst().content().read());
        assertThat(get(store.put(KEY, longer, joined, LATER, NOW))).isTrue();
        assertThat(found()).extracting(StoredEntry::response).containsExactly(longer);
        assertThat(text(found().getFirst().content().read())).isEqualTo("abcdefghij");
        put(response(2, "1"), "whole");
        assertThat(found()).extracting(entry -> text(entry.content().read())).containsExactly("whole");
    }

    @Test
    void aPartThatComesLateDoesNotReplaceTheNewerWhole() {
        put(response(5, "1"), "whole");
        assertThat(put(response(0, "1").withExtent(new Extent.Part(0, 3, 20)), "abcd"))
                .isFalse();
        assertThat(found()).extracting(entry -> text(entry.content().read())).containsExactly("whole");
    }

    @Test
    void aTouchLeavesAPartThePartItWas() {
        put(response(0, "1").withExtent(new Extent.Part(4, 9, 20)), "efghij");
        StoredResponse after = response(9, "1").withExtent(new Extent.Part(4, 9, 20));
        assertThat(get(store.touch(KEY, found().getFirst().response(), after, LATER, NOW)))
                .isTrue();
        assertThat(found()).extracting(StoredEntry::response).containsExactly(after);
        assertThat(text(found().getFirst().content().read())).isEqualTo("efghij");
    }

    @Test
    void anyRunOfBytesCanBeReadAnyNumberOfTimes() {
        put(response(0, "1"), "abc", "de", "f");
        Content content = found().getFirst().content();
        for (int from = 0; from <= 6; from++) {
            for (int to = from; to <= 6; to++) {
                assertThat(text(content.read(from, to - from))).isEqualTo("abcdef".substring(from, to));
            }
        }
        assertThatThrownBy(() -> text(content.read(0, 7))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReaderGetsNoMoreThanItAsksFor() {
        put(response(0, "1"), "abc", "def");
        var reader = found().getFirst().content().read().subscribe().withSubscriber(AssertSubscriber.<Buffer>create(1));
        reader.awaitItems(1);
        assertThat(reader.getItems()).hasSize(1);
        if (reader.getItems().getFirst().length() < 6) {
            reader.assertNotTerminated();
        }
    }

    @Test
    void whoChangesABufferChangesNothingThatIsStored() {
        Buffer mine = Buffer.buffer("abc");
        get(store.put(KEY, response(0, "1"), Multi.createFrom().item(mine), LATER, NOW));
        mine.setByte(0, (byte) 'x');
        found().getFirst().content().read().subscribe().with(chunk -> chunk.setByte(1, (byte) 'y'));
        assertThat(text(found().getFirst().content().read())).isEqualTo("abc");
    }

    @Test
    void variantsStandSideBySideAndEachIsReplacedByItsNewer() {
        put(response(0, "1"), "one");
        put(response(0, "2"), "two");
        put(response(1, "1"), "newer");
        assertThat(found()).extracting(entry -> text(entry.content().read())).containsExactlyInAnyOrder("two", "newer");
    }

    @Test
    void anAnswerThatComesLateDoesNotReplaceTheNewer() {
        put(response(5, "1"), "newer");
        assertThat(put(response(0, "1"), "older")).isFalse();
        assertThat(found()).extracting(entry -> text(entry.content().read())).containsExactly("newer");
    }

    @Test
    void contentMayBeAsLongAsTheBoundAndNotAByteLonger() {
        assertThat(store.maxEntryBytes()).isEqualTo(1_000);
        assertThat(put(response(0, "1"), "x".repeat(600), "x".repeat(400))).isTrue();
        assertThat(put(response(0, "2"), "x".repeat(600), "x".repeat(401))).isFalse();
        assertThat(found()).hasSize(1);
    }

    @Test
    void contentThatBreaksOffIsNotStored() {
        Multi<Buffer> broken = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Buffer.buffer("abc")),
                        Multi.createFrom().failure(new IllegalStateException("cut")));
        assertThatThrownBy(() -> get(store.put(KEY, response(0, "1"), broken, LATER, NOW)))
                .hasMessageContaining("cut");
        assertThat(found()).isEmpty();
    }

    @Test
    void contentThatIsCancelledIsNotStored() {
        var writing = store.put(
                        KEY,
                        response(0, "1"),
                        Multi.createBy()
                                .concatenating()
                                .streams(
                                        Multi.createFrom().item(Buffer.buffer("abc")),
                                        Multi.createFrom().nothing()),
                        LATER,
                        NOW)
                .subscribe()
                .with(stored -> {});
        writing.cancel();
        assertThat(found()).isEmpty();
    }

    @Test
    void afterItsTimeAnEntryIsGone() {
        put(response(0, "1"), "one");
        assertThat(get(store.find(KEY, any -> true, LATER.minusMillis(1)))).hasSize(1);
        assertThat(get(store.find(KEY, any -> true, LATER))).isEmpty();
        assertThat(get(store.put(KEY, response(1, "1"), Multi.createFrom().empty(), NOW, NOW)))
                .isFalse();
    }

    @Test
    void aTouchReplacesTheHeadOfWhatWasFound() {
        put(response(0, "1"), "one");
        StoredResponse before = found().getFirst().response();
        assertThat(get(store.touch(KEY, before, response(9, "1"), LATER.plusSeconds(9), NOW)))
                .isTrue();
        List<StoredEntry> after = get(store.find(KEY, any -> true, LATER.plusSeconds(8)));
        assertThat(after).extracting(StoredEntry::response).containsExactly(response(9, "1"));
        assertThat(text(after.getFirst().content().read())).isEqualTo("one");
    }

    @Test
    void aTouchOfWhatIsNoLongerThereDoesNothing() {
        put(response(0, "1"), "one");
        StoredResponse before = found().getFirst().response();
        put(response(1, "1"), "newer");
        assertThat(get(store.touch(KEY, before, response(2, "1"), LATER, NOW))).isFalse();
        assertThat(found()).extracting(StoredEntry::response).containsExactly(response(1, "1"));
    }

    /** Whether it is taken for what was found; a store over a network may know responses by their moments alone. */
    protected boolean touchesAnotherOfTheSameMoments() {
        StoredResponse first = response(0, "1");
        StoredResponse other = new StoredResponse(
                200,
                first.headers().with("ETag", "\"another\""),
                first.selecting(),
                first.requestTime(),
                first.responseTime(),
                first.extent(),
                false);
        assertThat(put(first, "first")).isTrue();
        return get(store.touch(KEY, other, response(9, "1"), LATER, NOW));
    }

    @Test
    void variantsOfOneKeyAreBounded() {
        IntStream.range(0, 100).forEach(i -> put(response(i, "v" + i), "x"));
        assertThat(found()).hasSizeLessThanOrEqualTo(64);
        assertThat(found()).extracting(StoredEntry::response).contains(response(99, "v99"));
    }
}
