package dev.catchwater.fairlead.redis.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.RedisServer;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many looks at the same moment into a Redis that is well. */
class BurstTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PrimaryKey KEY = PrimaryKey.of(URI.create("https://origin.test/a"));
    private static final StoredResponse RESPONSE =
            new StoredResponse(200, Headers.none(), Headers.none(), NOW, NOW, new Extent.Whole(3), false);

    private static final LinkPolicy PATIENT = new LinkPolicy(Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final RedisServer redis = new RedisServer();
    private final RedisLink link = redis.link(PATIENT);
    private final RedisStore store = store(link);

    private static RedisStore store(RedisLink link) {
        return new RedisStore(link, new KeySpace("test"), StorePolicy.DEFAULT, new Fences());
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private boolean put() {
        return get(
                store.put(KEY, RESPONSE, Multi.createFrom().item(Buffer.buffer("abc")), NOW.plusSeconds(3_600), NOW));
    }

    private static void findsAll(RedisStore store) {
        List<Uni<List<StoredEntry>>> looks = IntStream.range(0, 100)
                .mapToObj(i -> store.find(KEY, any -> true, NOW))
                .toList();
        List<List<StoredEntry>> found = get(Uni.join().all(looks).andFailFast());
        assertThat(found.stream().filter(List::isEmpty))
                .as("looks that found nothing")
                .isEmpty();
        assertThat(get(store.find(KEY, any -> true, NOW))).as("a moment later").hasSize(1);
    }

    @Test
    void aBurstOfLooksFindsWhatIsThere() {
        assertThat(put()).isTrue();
        findsAll(store);
    }

    @Test
    void aPoolThatOthersHaveFilledIsWaitedForAndNoReasonToLeaveRedisAlone() {
        assertThat(put()).isTrue();
        Redis small = Redis.createClient(
                redis.vertx,
                new RedisOptions()
                        .setConnectionString(redis.uri())
                        .setMaxPoolSize(1)
                        .setMaxPoolWaiting(1));
        findsAll(store(new RedisLink(small, redis.timers, PATIENT)));
        small.close();
    }

    @Test
    void whatHasNoAnswerYetSinceItWaitedForItsTurnIsNoReasonToLeaveRedisAlone() {
        assertThat(put()).isTrue();
        RedisLink single = redis.link(new LinkPolicy(Duration.ofSeconds(2), Duration.ofSeconds(60)).withAtOnce(1));
        assertThat(get(store(single).find(KEY, any -> true, NOW))).hasSize(1);
        Uni<String> slow = busy(single);
        assertThatThrownBy(() -> get(Uni.join().all(slow, slow).andCollectFailures()))
                .hasMessageContaining("no answer");
        assertThat(get(store(single).find(KEY, any -> true, NOW))).hasSize(1);
    }

    /** Keeps Redis busy for 1.2 s. */
    private static Uni<String> busy(RedisLink link) {
        return link.send(() -> Request.cmd(Command.EVAL)
                        .arg("local t = redis.call('TIME'); local e = t[1] + t[2] / 1e6 + 1.2; "
                                + "repeat t = redis.call('TIME') until t[1] + t[2] / 1e6 > e; return 1")
                        .arg(0))
                .map(String::valueOf);
    }
}
