package dev.catchwater.fairlead.redis.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.caching.CachingStage;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisServer;
import dev.catchwater.fairlead.store.MemoryStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of a client whose Redis was away for a while, with some unsafe requests meanwhile. */
class ManyMissedCallsTest {
    private static final PrimaryKey KEY = PrimaryKey.of(URI.create("http://origin.test/z"));

    private final RedisServer redis = new RedisServer();
    private final RedisStore store = new RedisStore(
            redis.link(new LinkPolicy(Duration.ofMillis(500), Duration.ofMillis(1_500))),
            new KeySpace("test"),
            StorePolicy.DEFAULT,
            new Fences());
    private final CachingStage stage = new CachingStage(
            CachingPolicy.of(
                    CachePolicy.PRIVATE, store.behind(new MemoryStore(1_000_000, 1_000), Duration.ofSeconds(5))),
            redis.timers,
            () -> Runnable::run,
            CallListener.NONE);
    private final Next origin = request ->
            Uni.createFrom().item(() -> Answers.of(request, 200, Headers.of("Cache-Control", "max-age=9"), "one"));

    @AfterEach
    void close() {
        redis.close();
    }

    private String ask(String path) {
        return get(stage.apply(Request.get("http://origin.test" + path), origin).flatMap(Response::text));
    }

    private boolean isStored() {
        Instant now = redis.timers.instant();
        StoredResponse response =
                new StoredResponse(200, Headers.none(), Headers.none(), now, now, new Extent.Whole(3), false);
        get(store.put(KEY, response, Multi.createFrom().item(Buffer.buffer("abc")), now.plusSeconds(3_600), now));
        return !get(store.find(KEY, any -> true, now)).isEmpty();
    }

    @Test
    void callsGoOnDuringAnOutageAndTheStoreIsOpenAgainAfterIt() {
        redis.signal("STOP");
        for (int i = 0; i < 3_000; i++) {
            get(stage.apply(Request.of(Method.PUT, "http://origin.test/" + i), origin)
                    .flatMap(Response::text));
        }
        assertThat(ask("/a")).as("during the outage").isEqualTo("one");
        redis.signal("CONT");
        await().atMost(Duration.ofSeconds(40)).until(this::isStored);
        assertThat(ask("/b")).isEqualTo("one");
    }
}
