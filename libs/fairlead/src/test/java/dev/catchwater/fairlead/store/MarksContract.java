package dev.catchwater.fairlead.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of {@link ResponseStoreContract} that is about removals and invalidations: marks in time. */
@SuppressWarnings("this-escape") // Subclasses make their store from nothing of theirs.
public abstract class MarksContract {
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
    void anInvalidationReachesAllThatIsKeptApartForItsTargetAndNothingElse() {
        PrimaryKey apart = KEY.apart("x");
        PrimaryKey other = key("https://origin.test/aa").apart("x");
        for (PrimaryKey key : List.of(KEY, apart, other)) {
            get(store.put(key, response(0, "1"), Multi.createFrom().item(Buffer.buffer("one")), LATER, NOW));
        }
        get(store.invalidate(KEY.apart("y"), NOW));
        assertThat(isInvalid(KEY)).isTrue();
        assertThat(isInvalid(apart)).isTrue();
        assertThat(isInvalid(other)).isFalse();
    }

    private boolean isInvalid(PrimaryKey key) {
        return get(store.find(key, any -> true, NOW)).getFirst().response().invalid();
    }
}
