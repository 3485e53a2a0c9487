package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.credentials.Credentials;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Received;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Credentials through the whole pipeline; two names of the loopback are two origins. */
class CredentialClientTest {
    private static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private String api() {
        return "http://127.0.0.1:" + upstream.port();
    }

    private HttpClient client(Credentials credentials) {
        return HttpClient.create(
                VERTX,
                Settings.named("credentials")
                        .withGuard(GuardPolicy.OFF)
                        .withAdmission(AdmissionPolicy.DEFAULT.withInFlight(1))
                        .withCredentials(api(), credentials));
    }

    private Credentials.OAuth2 oauth() {
        return Credentials.OAuth2.clientCredentials(upstream.uri("/token"), "id", Secret.of("secret"));
    }

    private static Reply token(String token) {
        return Reply.json("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    }

    @Test
    void aRedirectToAnotherOriginAndBackCarriesThemOnlyToTheirs() {
        String elsewhere = "http://localhost:" + upstream.port() + "/elsewhere";
        upstream.when(Match.get("/a")).reply(Reply.redirect(302, elsewhere));
        upstream.when(Match.get("/elsewhere")).reply(Reply.redirect(302, api() + "/back"));
        upstream.when(Match.get("/back")).reply(Reply.ok("back"));
        try (HttpClient client = client(new Credentials.Bearer(Secret.of("mine")))) {
            assertThat(get(client.send(Request.get(api() + "/a")).flatMap(Response::text)))
                    .isEqualTo("back");
        }
        assertThat(upstream.requests().stream()
                        .map(request -> request.header("Authorization").orElse("-")))
                .containsExactly("Bearer mine", "-", "Bearer mine");
    }

    @Test
    void aTokenIsAskedForAndReplacedEvenWhereOnlyOneCallMayBeInFlight() {
        upstream.when(Match.post("/token")).reply(token("revoked"), token("fresh"));
        upstream.when(Match.get("/x").header("Authorization", "Bearer revoked"))
                .reply(Reply.status(401).body("no"));
        upstream.when(Match.get("/x").header("Authorization", "Bearer fresh")).reply(Reply.ok("yes"));
        try (HttpClient client = client(oauth())) {
            assertThat(get(client.send(Request.get(api() + "/x")).flatMap(Response::text)))
                    .isEqualTo("yes");
            await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        }
        assertThat(upstream.requests().stream().map(Received::path)).containsExactly("/token", "/x", "/token", "/x");
    }

    @Test
    void callsOnManyLoopsAskOnceAndGoOnWhereTheyCameFrom() {
        upstream.when(Match.post("/token")).reply(token("one"));
        upstream.when(Match.get("/x")).reply(Reply.ok("yes"));
        try (HttpClient client = client(oauth())) {
            List<Boolean> stayed = get(Multi.createFrom()
                    .range(0, 20)
                    .onItem()
                    .transformToUniAndMerge(i -> onALoop(client))
                    .collect()
                    .asList());
            assertThat(stayed).hasSize(20).containsOnly(true);
        }
        assertThat(upstream.requests(Match.post("/token"))).hasSize(1);
    }

    @Test
    void derivedClientsAskTogetherUnlessTheyHaveCredentialsOfTheirOwn() {
        upstream.when(Match.post("/token")).reply(token("ours"));
        upstream.when(Match.get("/x")).reply(Reply.ok("yes"));
        try (HttpClient client = client(oauth())) {
            HttpClient patient = client.derive(settings -> settings.withTimeout(Duration.ofMinutes(1)));
            HttpClient another = client.derive(
                    settings -> settings.withCredentials(api(), new Credentials.Bearer(Secret.of("another"))));
            for (HttpClient each : List.of(client, patient, another)) {
                get(each.send(Request.get(api() + "/x")).flatMap(Response::text));
            }
        }
        assertThat(upstream.requests(Match.get("/x")).stream()
                        .map(request -> request.header("Authorization").orElse("-")))
                .containsExactly("Bearer ours", "Bearer ours", "Bearer another");
        assertThat(upstream.requests(Match.post("/token"))).hasSize(1);
    }

    private Uni<Boolean> onALoop(HttpClient client) {
        CompletableFuture<Boolean> stayed = new CompletableFuture<>();
        Context context = ((io.vertx.core.impl.VertxInternal) VERTX).createEventLoopContext();
        context.runOnContext(ignored -> {
            Thread mine = Thread.currentThread();
            client.send(Request.get(api() + "/x"))
                    .flatMap(Response::text)
                    .subscribe()
                    .with(text -> stayed.complete(Thread.currentThread().equals(mine)), stayed::completeExceptionally);
        });
        return Uni.createFrom().completionStage(stayed);
    }
}
