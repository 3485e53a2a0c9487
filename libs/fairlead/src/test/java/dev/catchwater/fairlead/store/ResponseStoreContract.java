package dev.catchwater.fairlead.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does, here and in other modules. One subclass for each gives an empty one for contents of up to 1,000 bytes. */
@SuppressWarnings("this-escape") // Subclasses make their store from nothing of theirs.
public abstract class ResponseStoreContract {
    protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    protected static final Instant LATER = NOW.plusSeconds(3_600);
    protected static final PrimaryKey KEY = key("https://origin.test/a");

    protected final ResponseStore store = empty();

    protected abstract ResponseStore empty();

    protected static PrimaryKey key(String uri) {
        return PrimaryKey.of(URI.create(uri));
    }

    /** A response of a request that was sent some seconds from now, for requests with that value of Foo. */
    protected static StoredResponse response(long seconds, String foo) {
        Instant then = NOW.plusSeconds(seconds);
        return new StoredResponse(
                200,
                Headers.of("Vary", "Foo", "X", "ü", "Cache-Groups", "\"g\"", "Date", "Sun, 01 Mar 2026 12:00:00 GMT"),
                Headers.of("foo", foo),
                then,
                then.plusMillis(5),
                new Extent.Whole(6),
                false);
    }

    protected boolean put(StoredResponse response, String... chunks) {
        return get(store.put(KEY, response, Multi.createFrom().items(chunks).map(Buffer::buffer), LATER, NOW));
    }

    protected List<StoredEntry> found() {
        return get(store.find(KEY, any -> true, NOW));
    }

    protected static String text(Multi<Buffer> content) {
        return get(content.collect().in(Buffer::buffer, Buffer::appendBuffer)).toString();
    }

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

    @Test
    void aRemovalTakesAllVariantsThatWereRequestedUpToThenEvenThoseOnTheirWay() {
        put(response(0, "1"), "one");
        put(response(3, "2"), "two");
        get(store.remove(KEY, NOW.plusSeconds(2)));
        assertThat(found()).extracting(StoredEntry::response).containsExactly(response(3, "2"));
        assertThat(put(response(2, "1"), "one")).isFalse();
        assertThat(put(response(4, "1"), "one")).isTrue();
    }

    @Test
    void anInvalidationMarksWhatWasRequestedUpToThenEvenWhatIsOnItsWay() {
        put(response(0, "1"), "one");
        get(store.invalidate(KEY, NOW.plusSeconds(2)));
        put(response(2, "2"), "two");
        put(response(3, "3"), "three");
        assertThat(found())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.response().invalid())
                        .isEqualTo(!entry.response().selecting().equals(Headers.of("foo", "3"))));
    }

    @Test
    void aValidationThatBeganLaterMakesValidAgain() {
        put(response(0, "1"), "one");
        get(store.invalidate(KEY, NOW.plusSeconds(2)));
        StoredResponse before = found().getFirst().response();
        assertThat(get(store.touch(KEY, before, response(2, "1"), LATER, NOW))).isTrue();
        assertThat(found().getFirst().response().invalid()).isTrue();
        get(store.touch(KEY, found().getFirst().response(), response(3, "1"), LATER, NOW));
        assertThat(found().getFirst().response().invalid()).isFalse();
    }

    @Test
    void groupsAreInvalidatedWithinTheirOrigin() {
        put(response(0, "1"), "one");
        get(store.invalidateGroups("https://other.test:443", Set.of("g"), NOW));
        get(store.invalidateGroups(KEY.origin(), Set.of("h"), NOW));
        assertThat(found().getFirst().response().invalid()).isFalse();
        get(store.invalidateGroups(KEY.origin(), Set.of("f", "g"), NOW));
        assertThat(found().getFirst().response().invalid()).isTrue();
    }

    @Test
    void variantsOfOneKeyAreBounded() {
        IntStream.range(0, 100).forEach(i -> put(response(i, "v" + i), "x"));
        assertThat(found()).hasSizeLessThanOrEqualTo(64);
        assertThat(found()).extracting(StoredEntry::response).contains(response(99, "v99"));
    }
}
