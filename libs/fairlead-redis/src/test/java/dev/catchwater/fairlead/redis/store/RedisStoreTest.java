package dev.catchwater.fairlead.redis.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisServer;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.ResponseStore;
import dev.catchwater.fairlead.store.ResponseStoreContract;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisStoreTest extends ResponseStoreContract {
    private static final StorePolicy POLICY = new StorePolicy(1_000, Duration.ofDays(7), Duration.ZERO);
    private static final Duration BRIEF = Duration.ofSeconds(5);

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void forget() {
        redis.ask(Command.FLUSHALL);
    }

    @Override
    protected ResponseStore empty() {
        return store(POLICY);
    }

    /** A node's own. No test waits for the timeout: a loaded machine is no Redis that is away. */
    private static RedisStore store(StorePolicy policy) {
        LinkPolicy patient = new LinkPolicy(Duration.ofSeconds(20), Duration.ofSeconds(1));
        return new RedisStore(redis.link(patient), new KeySpace("test"), policy, new Fences());
    }

    private static ResponseStore node() {
        return store(POLICY).behind(new MemoryStore(1_000_000, 1_000), BRIEF);
    }

    private static String only(String pattern) {
        Response keys = Objects.requireNonNull(redis.ask(Command.KEYS, pattern));
        assertThat(keys.size()).isEqualTo(1);
        return keys.get(0).toString();
    }

    private static long keys() {
        return Objects.requireNonNull(redis.ask(Command.DBSIZE)).toLong();
    }

    @Test
    void anyBytesComeBackAsTheyWere() {
        byte[] all = new byte[1_000];
        IntStream.range(0, all.length).forEach(i -> all[i] = (byte) i);
        StoredResponse part = new StoredResponse(
                200,
                Headers.received(new String[] {"X", "\u00ff\u0000 \r\n", "Vary", "*"}),
                Headers.none(),
                NOW.plusNanos(123_456_789),
                NOW.plusSeconds(1),
                new Extent.Part(5, 1_004, 2_000),
                true);
        get(store.put(KEY, part, Multi.createFrom().item(Buffer.buffer(all)), LATER, NOW));
        StoredEntry entry = found().getFirst();
        assertThat(entry.response()).isEqualTo(part);
        assertThat(get(entry.content().read().collect().in(Buffer::buffer, Buffer::appendBuffer))
                        .getBytes())
                .isEqualTo(all);
    }

    @Test
    void headsOfAnotherVersionAndGarbageAreMissesAndMakeRoom() {
        put(response(0, "1"), "one");
        String heads = only("*cache1*");
        String field =
                Objects.requireNonNull(redis.ask(Command.HKEYS, heads)).get(0).toString();
        Buffer value =
                Objects.requireNonNull(redis.ask(Command.HGET, heads, field)).toBuffer();
        for (int at = 0; at < value.length(); at++) {
            Buffer damaged = value.copy().setByte(at, (byte) (value.getByte(at) ^ 1));
            redis.ask(Command.HSET, heads, field, damaged);
            found().forEach(entry -> assertThat(entry.response().headers())
                    .isEqualTo(response(0, "1").headers()));
            redis.ask(Command.HSET, heads, field, value.getBuffer(0, at));
            assertThat(found()).isEmpty();
        }
        redis.ask(Command.HSET, heads, field, value.copy().setByte(63 + 37, (byte) 2));
        assertThat(found()).as("a later version").isEmpty();
        assertThat(put(response(0, "1"), "one")).isTrue();
        redis.ask(Command.DEL, heads);
        redis.ask(Command.SET, heads, "no hash");
        assertThat(found()).isEmpty();
        assertThat(put(response(0, "1"), "one")).isFalse();
    }

    @Test
    void contentThatIsDamagedOrGoneIsAMiss() {
        put(response(0, "1"), "abcdef");
        String content = only("*content1*");
        redis.ask(Command.SETRANGE, content, "2", "x");
        assertThat(found()).isEmpty();
        redis.ask(Command.DEL, content);
        assertThat(found()).isEmpty();
        assertThat(get(store.touch(KEY, response(0, "1"), response(1, "1"), LATER, NOW)))
                .isFalse();
    }

    @Test
    void whatANodeStoresRemovesAndInvalidatesIsSoForTheOthers() {
        ResponseStore other = store(POLICY);
        put(response(0, "1"), "one");
        assertThat(get(other.find(KEY, any -> true, NOW))).hasSize(1);
        get(other.invalidateGroups(KEY.origin(), Set.of("g"), NOW));
        assertThat(found().getFirst().response().invalid()).isTrue();
        get(other.remove(KEY, NOW));
        assertThat(found()).isEmpty();
        assertThat(put(response(0, "1"), "one")).isFalse();
    }

    @Test
    void theMemoryOfAnotherNodeHeedsAnInvalidationAfterTheStatedTimeAtTheLatest() {
        ResponseStore here = node();
        ResponseStore there = node();
        get(here.put(KEY, response(0, "1"), Multi.createFrom().item(Buffer.buffer("one")), LATER, NOW));
        assertThat(get(there.find(KEY, any -> true, NOW))).hasSize(1);
        get(here.invalidate(KEY, NOW.plusSeconds(1)));
        assertThat(get(here.find(KEY, any -> true, NOW.plusSeconds(1)))
                        .getFirst()
                        .response()
                        .invalid())
                .isTrue();
        List<StoredEntry> later = get(there.find(KEY, any -> true, NOW.plus(BRIEF)));
        assertThat(later)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.response().invalid()).isTrue());
    }

    @Test
    void aMarkCoversWhatWasRequestedOnAClockThatIsAheadWithinTheTolerance() {
        ResponseStore tolerant = store(new StorePolicy(1_000, Duration.ofDays(7), Duration.ofSeconds(1)));
        put(response(0, "1"), "one");
        get(tolerant.remove(KEY, NOW.minusMillis(900)));
        assertThat(found()).isEmpty();
    }

    @Test
    void variantsThatNobodyWantsAreToldOfAndReadOnlyWhenAskedFor() {
        put(response(0, "1"), "abcdef");
        List<StoredEntry> others = get(store.find(KEY, any -> false, NOW));
        assertThat(others).hasSize(1);
        assertThat(text(others.getFirst().content().read(1, 3))).isEqualTo("bcd");
    }

    @Test
    void whatIsReplacedOrRemovedLeavesNothingBehind() {
        IntStream.range(0, 100).forEach(i -> put(response(i, "v" + i), "x"));
        assertThat(keys()).as("32 contents and their heads").isEqualTo(33);
        put(response(200, "v99"), "y");
        assertThat(keys()).isEqualTo(33);
        get(store.remove(KEY, NOW.plusSeconds(300)));
        assertThat(keys()).as("the mark").isEqualTo(1);
    }

    @Test
    void keysShowNoUriLieInOneSlotAndEnd() {
        put(response(0, "1"), "one");
        get(store.invalidate(KEY, NOW));
        get(store.invalidateGroups(KEY.origin(), Set.of("g"), NOW));
        Response all = Objects.requireNonNull(redis.ask(Command.KEYS, "*"));
        assertThat(all.size()).isEqualTo(3);
        for (Response key : all) {
            assertThat(key.toString()).startsWith("{test}:").doesNotContain("origin");
            assertThat(Objects.requireNonNull(redis.ask(Command.PTTL, key.toString()))
                            .toLong())
                    .isPositive();
        }
    }

    @Test
    void nothingIsKeptForLongerThanThePolicySays() {
        ResponseStore brief = store(new StorePolicy(1_000, Duration.ofMinutes(1), Duration.ZERO));
        get(brief.put(KEY, response(0, "1"), Multi.createFrom().empty(), LATER, NOW));
        assertThat(found().getFirst().keepUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(Objects.requireNonNull(redis.ask(Command.PTTL, only("*content1*")))
                        .toLong())
                .isBetween(1L, 60_000L);
    }
}
