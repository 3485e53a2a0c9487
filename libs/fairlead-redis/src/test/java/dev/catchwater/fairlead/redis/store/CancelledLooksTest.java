package dev.catchwater.fairlead.redis.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls whose own deadline is shorter than what Redis may take. */
class CancelledLooksTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PrimaryKey KEY = PrimaryKey.of(URI.create("https://origin.test/a"));

    private final RedisServer redis = new RedisServer();
    private final RedisLink link = redis.link(new LinkPolicy(Duration.ofMillis(250), Duration.ofSeconds(30)));
    private final RedisStore store = new RedisStore(link, new KeySpace("test"), StorePolicy.DEFAULT, new Fences());

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void aRedisThatStandsStillIsNoticedAlthoughNobodyWaitsForItsAnswer() {
        assertThat(get(store.find(KEY, any -> true, NOW))).isEmpty();
        redis.signal("STOP");
        long sent = link.sent();
        for (int i = 0; i < 20; i++) {
            get(store.find(KEY, any -> true, NOW)
                    .ifNoItem()
                    .after(Duration.ofMillis(100))
                    .recoverWithItem(List.of()));
        }
        assertThat(link.sent() - sent).as("asked of 20 times").isLessThan(10);
    }
}
