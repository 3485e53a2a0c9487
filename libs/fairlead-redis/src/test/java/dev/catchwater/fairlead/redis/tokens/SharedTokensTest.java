package dev.catchwater.fairlead.redis.tokens;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.credentials.Credentials;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisServer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Four nodes, each with a client and a link of its own, one Redis, one authorization server that rotates. */
class SharedTokensTest {
    private static final int NODES = 4;
    private static final LinkPolicy PATIENT = new LinkPolicy(Duration.ofSeconds(20), Duration.ofSeconds(1));

    private static RedisServer redis;

    private final RotatingServer server = new RotatingServer(redis.vertx);
    private final List<HttpClient> nodes =
            IntStream.range(0, NODES).mapToObj(i -> node()).toList();

    @BeforeAll
    static void start() {
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        nodes.forEach(HttpClient::close);
        server.close();
        redis.ask(Command.FLUSHALL);
    }

    private HttpClient node() {
        RedisTokens tokens =
                new RedisTokens(redis.link(PATIENT), new KeySpace("test"), TokenTerms.DEFAULT, TokenSeal.OPEN);
        Credentials credentials = Credentials.OAuth2.refreshToken(
                        URI.create(server.origin() + "/token"), "id", Secret.of("secret"), Secret.of("refresh-0"))
                .withStore(tokens);
        return HttpClient.create(
                redis.vertx,
                Settings.named("node").withGuard(GuardPolicy.OFF).withCredentials(server.origin(), credentials));
    }

    /** Every node asks the API ten times, all at once. */
    private List<Integer> statuses() {
        return get(Multi.createFrom()
                .iterable(nodes)
                .onItem()
                .transformToMultiAndMerge(
                        node -> Multi.createFrom().range(0, 10).onItem().transformToUniAndMerge(i -> status(node)))
                .collect()
                .asList());
    }

    private Uni<Integer> status(HttpClient node) {
        return node.send(Request.get(server.origin() + "/api"))
                .flatMap(response -> response.text().map(text -> response.status()));
    }

    @Test
    void eachTokenIsAskedForOnceByAllNodesAndNoRefreshTokenIsUsedTwice() {
        for (int round = 1; round <= 5; round++) {
            assertThat(statuses()).hasSize(10 * NODES).containsOnly(200);
            assertThat(server.asked).hasValue(round);
            server.revoke();
        }
        assertThat(server.reused).hasValue(0);
    }

    @Test
    void aNodeThatComesLaterFindsTheTokensOfTheOthers() {
        statuses();
        try (HttpClient later = node()) {
            assertThat(get(status(later))).isEqualTo(200);
        }
        assertThat(server.asked).hasValue(1);
    }
}
