package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.cookies.CookieJar;
import dev.catchwater.fairlead.cookies.CookieStage;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cookies through the whole pipeline; two names of the loopback are two hosts. */
class CookieClientTest {
    private static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    private final CookieJar jar = new CookieJar();
    private final HttpClient client = HttpClient.create(
            VERTX, Settings.named("cookies").withGuard(GuardPolicy.OFF).withCookies(jar));

    @AfterEach
    void close() {
        client.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private String sent(int call) {
        return upstream.requests().get(call).header("Cookie").orElse("");
    }

    private void ask(Request request) {
        get(client.send(request).flatMap(Response::text));
    }

    @Test
    void eachHopOfARedirectSetsAndGetsItsOwn() {
        String elsewhere = "http://localhost:" + upstream.port() + "/there";
        upstream.when(Match.get("/login")).reply(Reply.redirect(302, "/home").header("Set-Cookie", "sid=1; Path=/"));
        upstream.when(Match.get("/home")).reply(Reply.redirect(302, elsewhere).header("Set-Cookie", "seen=1"));
        upstream.when(Match.get("/there")).reply(Reply.ok("there").header("Set-Cookie", "other=1"));
        ask(Request.get("http://127.0.0.1:" + upstream.port() + "/login"));
        ask(Request.get(elsewhere));
        ask(Request.get("http://127.0.0.1:" + upstream.port() + "/there"));
        assertThat(List.of(sent(0), sent(1), sent(2), sent(3), sent(4)))
                .containsExactly("", "sid=1", "", "other=1", "sid=1; seen=1");
    }

    @Test
    void aRequestWithACookieOfItsOwnSendsThatAloneAndOnlyToItsOrigin() {
        String elsewhere = "http://localhost:" + upstream.port() + "/there";
        upstream.when(Match.get("/set")).reply(Reply.ok("").header("Set-Cookie", "sid=1"));
        upstream.when(Match.get("/")).reply(Reply.redirect(302, elsewhere));
        upstream.when(Match.get("/there")).reply(Reply.ok("there"));
        String base = "http://127.0.0.1:" + upstream.port();
        ask(Request.get(base + "/set"));
        ask(Request.get(base + "/").withHeader("Cookie", "mine=1"));
        assertThat(List.of(sent(1), sent(2))).containsExactly("mine=1", "");
    }

    @Test
    void aRequestOnBehalfOfAnotherSiteTakesNoneAlong() {
        upstream.when(Match.any()).reply(Reply.ok("").header("Set-Cookie", "sid=1"));
        Request request = Request.get("http://127.0.0.1:" + upstream.port() + "/");
        ask(request.with(CookieStage.ON_BEHALF_OF, Optional.of(URI.create("https://evil.test/"))));
        assertThat(jar.size()).isZero();
        ask(request);
        ask(request.with(CookieStage.ON_BEHALF_OF, Optional.of(URI.create("https://evil.test/"))));
        assertThat(sent(2)).isEmpty();
        assertThat(jar.size()).isOne();
    }

    @Test
    void whatAnAttemptSetsThatIsMadeAgainIsKept() {
        upstream.when(Match.any())
                .reply(
                        Reply.status(503).header("Set-Cookie", "node=7"),
                        Reply.ok("").header("Set-Cookie", "sid=1"));
        Request request = Request.get("http://127.0.0.1:" + upstream.port() + "/");
        ask(request);
        ask(request);
        assertThat(sent(2)).isEqualTo("node=7; sid=1");
    }

    @Test
    void whatTheClientsOwnCacheAnswersSetsNothingAgain() {
        upstream.when(Match.any())
                .reply(Reply.ok("x").header("Set-Cookie", "sid=1").header("Cache-Control", "max-age=60"));
        Request request = Request.get("http://127.0.0.1:" + upstream.port() + "/");
        try (HttpClient caching = HttpClient.create(
                VERTX,
                Settings.named("caching")
                        .withGuard(GuardPolicy.OFF)
                        .withCookies(jar)
                        .withCache(CachingPolicy.inMemory(1 << 20, 1 << 16)))) {
            // The caller's own Cookie names the entry, whatever the jar holds.
            Request ours = request.withHeader("Cookie", "mine=1");
            get(caching.send(ours).flatMap(Response::text));
            assertThat(jar.size()).isOne();
            jar.clear();
            assertThat(get(caching.send(ours).flatMap(Response::text))).isEqualTo("x");
            assertThat(upstream.requests()).hasSize(1);
            assertThat(jar.size()).isZero();
        }
    }
}
