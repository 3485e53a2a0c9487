package dev.catchwater.fairlead.redis.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.RedisServer;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store does without Redis. */
class AwayTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PrimaryKey KEY = PrimaryKey.of(URI.create("https://origin.test/a"));
    private static final PrimaryKey OTHER = PrimaryKey.of(URI.create("https://origin.test/b"));
    private static final StoredResponse RESPONSE =
            new StoredResponse(200, Headers.none(), Headers.none(), NOW, NOW, new Extent.Whole(3), false);

    private final RedisServer redis = new RedisServer();
    private final RedisLink link = redis.link(new LinkPolicy(Duration.ofMillis(500), Duration.ofMillis(1_500)));
    private final RedisStore store = new RedisStore(link, new KeySpace("test"), StorePolicy.DEFAULT, new Fences());

    private final RedisStore few =
            new RedisStore(redis.link(), new KeySpace("test"), StorePolicy.DEFAULT, new Fences(), 3);

    @AfterEach
    void close() {
        redis.close();
    }

    private boolean put() {
        return get(
                store.put(KEY, RESPONSE, Multi.createFrom().item(Buffer.buffer("abc")), NOW.plusSeconds(3_600), NOW));
    }

    private int found() {
        return get(store.find(KEY, any -> true, NOW)).size();
    }

    private void missesAndDropsWithoutAsking() {
        assertThat(found()).isZero();
        long sent = link.sent();
        for (int i = 0; i < 20; i++) {
            assertThat(found()).isZero();
            assertThat(put()).isFalse();
            assertThat(get(store.touch(KEY, RESPONSE, RESPONSE, NOW.plusSeconds(1), NOW)))
                    .isFalse();
        }
        assertThat(link.sent() - sent).as("asked of 60 times").isLessThanOrEqualTo(10);
        assertThatThrownBy(() -> get(store.invalidate(OTHER, NOW))).isNotNull();
        assertThatThrownBy(() -> get(store.remove(OTHER, NOW))).isNotNull();
    }

    @Test
    void aRedisThatStandsStillCostsItsHitsOneWaitAtATimeAndNoFailures() {
        await().atMost(Duration.ofSeconds(20)).until(this::put);
        redis.signal("STOP");
        missesAndDropsWithoutAsking();
        redis.signal("CONT");
        await().atMost(Duration.ofSeconds(20)).until(() -> found() == 1);
    }

    @Test
    void anInvalidationThatWasMissedIsMadeUpForBeforeTheNextLook() {
        await().atMost(Duration.ofSeconds(20)).until(this::put);
        redis.signal("STOP");
        assertThat(found()).as("which makes the link rest").isZero();
        assertThatThrownBy(() -> get(store.invalidate(KEY, NOW))).hasMessageContaining("left alone");
        redis.signal("CONT");
        RedisStore other = new RedisStore(redis.link(), new KeySpace("test"), StorePolicy.DEFAULT, new Fences());
        await().atMost(Duration.ofSeconds(20)).until(() -> found() == 1);
        assertThat(get(other.find(KEY, any -> true, NOW)).getFirst().response().invalid())
                .isTrue();
    }

    @Test
    void whileAnInvalidationCannotBeNotedNothingIsFound() {
        await().atMost(Duration.ofSeconds(20)).until(this::put);
        redis.ask(Command.REPLICAOF, "127.0.0.1", "1"); // which reads, and refuses to write
        assertThat(found()).isEqualTo(1);
        assertThatThrownBy(() -> get(store.invalidate(OTHER, NOW))).hasMessageContaining("READONLY");
        assertThat(found()).isZero();
        redis.ask(Command.REPLICAOF, "NO", "ONE");
        assertThat(found()).isEqualTo(1);
    }

    @Test
    void moreMissedMarksThanAreKeptCoverAllThatWasRequestedUpToThem() {
        await().atMost(Duration.ofSeconds(20)).until(this::put);
        redis.ask(Command.REPLICAOF, "127.0.0.1", "1");
        assertThatThrownBy(() -> get(few.invalidate(KEY, NOW))).isNotNull();
        for (PrimaryKey other : List.of(OTHER, KEY.apart("x"), PrimaryKey.of(URI.create("https://origin.test/c")))) {
            assertThatThrownBy(() -> get(few.remove(other, NOW))).isNotNull();
        }
        redis.ask(Command.REPLICAOF, "NO", "ONE");
        assertThat(get(few.find(OTHER, any -> true, NOW))).as("it catches up").isEmpty();
        assertThat(found()).as("of another node").isZero();
        assertThat(get(store.touch(KEY, RESPONSE, RESPONSE, NOW.plusSeconds(99), NOW)))
                .isFalse();
        Instant later = NOW.plusSeconds(1);
        StoredResponse newer =
                new StoredResponse(200, Headers.none(), Headers.none(), later, later, new Extent.Whole(3), false);
        get(store.put(KEY, newer, Multi.createFrom().item(Buffer.buffer("abc")), later.plusSeconds(99), later));
        assertThat(found()).isEqualTo(1);
    }

    @Test
    void aRedisThatIsDeadCostsItsHitsAndIsFoundAgain() {
        await().atMost(Duration.ofSeconds(20)).until(this::put);
        redis.kill();
        missesAndDropsWithoutAsking();
        redis.start();
        await().atMost(Duration.ofSeconds(20)).until(this::put);
        assertThat(found()).isEqualTo(1);
    }
}
