package dev.catchwater.fairlead.redis.tokens;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.credentials.Tokens;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisServer;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A claim that reaches Redis, whose answer nobody waits for any more. */
class LostClaimTest {
    private static final KeySpace SPACE = new KeySpace("test");
    private static final String NAME = "id https://auth.test/token read";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LinkPolicy HASTY = new LinkPolicy(Duration.ofMillis(500), Duration.ofMillis(200));
    private static final TokenTerms LONG_LEASE =
            new TokenTerms(Duration.ofMinutes(5), Duration.ofMillis(20), Duration.ofMinutes(5));

    private final RedisServer redis = new RedisServer();
    private final RedisTokens one = new RedisTokens(redis.link(HASTY), SPACE, LONG_LEASE, TokenSeal.OPEN);

    @AfterEach
    void close() {
        redis.close();
    }

    private static Uni<Tokens> tokens(String access, int second) {
        return Uni.createFrom()
                .item(new Tokens(
                        Secret.of(access),
                        Optional.of(Secret.of("r")),
                        NOW.plusSeconds(second),
                        Optional.of(Duration.ofHours(1))));
    }

    private String stored() {
        return redis.ask(Command.HGET, SPACE.key("tokens", NAME), "tokens").toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void itsLeaseDoesNotKeepWhatItsNodeGotFromTheOthers() {
        get(one.renew(NAME, none -> tokens("first", 0)));
        assertThat(stored()).contains("first");
        redis.signal("STOP");
        get(one.renew(NAME, first -> tokens("alone", 9)));
        redis.signal("CONT");
        await().atMost(PATIENCE).until(() -> stored().contains("alone"));
    }
}
