package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Received;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client's own header fields say is for one origin, and for one identity. */
class CredentialFieldsTest {
    private static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    @HttpMock
    Upstream stranger;

    private final HttpClient client = HttpClient.create(
            VERTX,
            Settings.named("fields")
                    .withGuard(GuardPolicy.OFF)
                    .withCache(CachingPolicy.inMemory(1 << 20, 1 << 16))
                    .withDefaults(Headers.of("X-Tenant", "default", "Accept-Language", "nb"))
                    .withCredentialFields("x-signed-BY", "Accept"));

    @AfterEach
    void close() {
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        client.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private Request ask(String path) {
        return Request.get(upstream.uri(path));
    }

    private static String read(HttpClient by, Request request) {
        return get(by.send(request).flatMap(Response::text));
    }

    @Test
    void anotherOriginGetsNoDefaultFieldThatMayBeASecretAndNoneThatIsNamedAsOne() {
        upstream.when(Match.get("/away"))
                .reply(Reply.redirect(302, stranger.uri("/there").toString()));
        stranger.when(Match.get("/there")).reply(Reply.redirect(302, "/on"));
        stranger.when(Match.get("/on")).reply(Reply.ok("there"));
        Request request = ask("/away")
                .withHeader("X-Signed-By", "secret")
                .withHeader("Accept", "secret")
                .withHeader("X-Api-Key", "secret")
                .withHeader("X-Kind", "open");
        assertThat(read(client, request)).isEqualTo("there");
        assertThat(upstream.requests().getFirst().header("X-Tenant")).contains("default");
        assertThat(stranger.requests()).hasSize(2).allSatisfy(received -> {
            assertThat(received.header("X-Tenant")).isEmpty();
            assertThat(received.header("X-Signed-By")).isEmpty();
            assertThat(received.header("Accept")).isEmpty();
            assertThat(received.header("X-Api-Key")).isEmpty();
            assertThat(received.header("X-Kind")).contains("open");
            assertThat(received.header("Accept-Language")).contains("nb");
            assertThat(received.header("User-Agent")).isPresent();
        });
    }

    @Test
    void theSameOriginGetsThemAll() {
        upstream.when(Match.get("/old")).reply(Reply.redirect(302, "/new"));
        upstream.when(Match.get("/new")).reply(Reply.ok("there"));
        assertThat(read(client, ask("/old").withHeader("X-Signed-By", "me"))).isEqualTo("there");
        Received last = upstream.requests().getLast();
        assertThat(last.header("X-Tenant")).contains("default");
        assertThat(last.header("X-Signed-By")).contains("me");
    }

    @Test
    void whoDiffersInOneOfThemNeverSeesTheOthersAnswers() {
        upstream.when(Match.get("/me"))
                .reply(
                        Reply.ok("default's").header("Cache-Control", "max-age=99"),
                        Reply.ok("a's").header("Cache-Control", "max-age=99"),
                        Reply.ok("b's").header("Cache-Control", "max-age=99"));
        HttpClient tenant = client.derive(some -> some.withDefaults(Headers.of("X-Tenant", "a")));
        for (int i = 0; i < 2; i++) {
            assertThat(read(client, ask("/me"))).isEqualTo("default's");
            assertThat(read(tenant, ask("/me"))).isEqualTo("a's");
            assertThat(read(tenant, ask("/me").withHeader("X-Signed-By", "b"))).isEqualTo("b's");
        }
        assertThat(upstream.requests()).hasSize(3);
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.named("fields").withCredentialFields("X Key"));
    }
}
