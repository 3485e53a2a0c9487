package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard with the system's own resolver and a server on the loopback that nobody must reach. */
class GuardedClientTest {
    private static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    private final Settings settings = Settings.named("guarded").withRetries(RetryPolicy.NEVER);

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::7f00:1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[::1%25lo]",
                "[fe80::1%25lo]",
                "[fe80::1%lo]",
                "0.0.0.0",
                "0",
                "127.0.0.1.",
                "[::]"
            })
    void noSpellingOfAPrivateAddressGetsThrough(String host) {
        try (HttpClient client = HttpClient.create(VERTX, settings)) {
            HttpFailure failure;
            try {
                failure = failureOf(client.send(Request.get("http://" + host + ":" + upstream.port() + "/")));
            } catch (HttpException refusedAtOnce) {
                failure = refusedAtOnce.failure();
            }
            assertThat(failure)
                    .isInstanceOfAny(
                            HttpFailure.Forbidden.class,
                            HttpFailure.UnknownHost.class,
                            HttpFailure.InvalidRequest.class);
        }
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void aRedirectToAPrivateAddressIsRefused() {
        try (Upstream inside = Upstream.start();
                HttpClient client = HttpClient.create(
                        VERTX, settings.withGuard(new GuardPolicy(true, Set.of("127.0.0.1:" + upstream.port()))))) {
            upstream.when(Match.get("/"))
                    .reply(Reply.redirect(302, inside.uri("/secret").toString()));
            assertThat(failureOf(client.send(Request.get(upstream.uri("/")))))
                    .isEqualTo(new HttpFailure.Forbidden("127.0.0.1", "127.0.0.1"));
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void anAllowedAuthorityIsReached() {
        upstream.when(Match.get("/")).reply(Reply.ok("inside"));
        Settings local = settings.withGuard(new GuardPolicy(true, Set.of("127.0.0.1:" + upstream.port())));
        try (HttpClient client = HttpClient.create(VERTX, local)) {
            Uni<String> text = client.send(Request.get(upstream.uri("/"))).flatMap(Response::text);
            assertThat(get(text)).isEqualTo("inside");
        }
    }
}
