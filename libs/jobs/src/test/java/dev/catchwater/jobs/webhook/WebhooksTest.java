package dev.catchwater.jobs.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.jobs.GiveUp;
import dev.catchwater.jobs.Next;
import dev.catchwater.jobs.Retrying;
import dev.catchwater.jobs.Run;
import dev.catchwater.jobs.TryLater;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Received;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Standard Webhooks 1.0, https://github.com/standard-webhooks/standard-webhooks. */
class WebhooksTest {
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final WebhookSecret SECRET = WebhookSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @HttpMock
    Upstream receiver;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> gone = new CopyOnWriteArrayList<>();
    private final List<WebhookSecret> secrets = new ArrayList<>(List.of(SECRET));
    private HttpClient client;
    private String path = "/hook";

    @BeforeEach
    void client() {
        GuardPolicy guard = new GuardPolicy(true, Set.of("127.0.0.1:" + receiver.port()));
        client = HttpClient.create(
                vertx,
                Settings.named("webhooks")
                        .withGuard(guard)
                        .withDefaults(Headers.of("User-Agent", "shop/1").with("X-Tenant-Key", "hidden")));
    }

    @AfterEach
    void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Next deliver(String json) throws Exception {
        WebhookEndpoints endpoints = new WebhookEndpoints() {
            @Override
            public Uni<Optional<WebhookEndpoint>> find(String id) {
                boolean known = id.equals("mine");
                return Uni.createFrom()
                        .item(known ? Optional.of(new WebhookEndpoint(receiver.uri(path), secrets)) : Optional.empty());
            }

            @Override
            public Uni<Void> gone(String id) {
                gone.add(id);
                return Uni.createFrom().voidItem();
            }
        };
        return new Webhooks(endpoints, client, () -> NOW)
                .kind("webhook", task -> vertx.getOrCreateContext().runOnContext(go -> task.run()), Retrying.WEBHOOK)
                .work()
                .run(new Webhook("mine", json), new Run(ID, 1, NOW, NOW));
    }

    @Test
    void theSignatureIsThatOfThePublishedExample() throws Exception {
        receiver.when(Match.post("/hook")).reply(Reply.status(204));
        assertThat(deliver("{\"test\": 2432232314}")).isEqualTo(Next.done());
        Received request = receiver.requests().getFirst();
        assertThat(request.header("webhook-id")).contains(ID);
        assertThat(request.header("webhook-timestamp")).contains("1614265330");
        assertThat(request.header("webhook-signature")).contains("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(request.header("content-type")).contains("application/json");
        assertThat(request.header("user-agent")).contains("shop/1");
        assertThat(request.header("x-tenant-key")).isEmpty();
        assertThat(request.body()).isEqualTo("{\"test\": 2432232314}");
    }

    @Test
    void whileASecretIsReplacedBothSign() throws Exception {
        secrets.add(WebhookSecret.random(new SecureRandom()));
        receiver.when(Match.post("/hook")).reply(Reply.ok());
        deliver("{}");
        assertThat(receiver.requests()
                        .getFirst()
                        .header("webhook-signature")
                        .orElseThrow()
                        .split(" "))
                .hasSize(2)
                .allMatch(signature -> signature.matches("v1,[A-Za-z0-9+/]{43}="));
    }

    @Test
    void aRefusalIsTriedLaterAndNoSoonerThanAsked() {
        receiver.when(Match.post("/hook")).reply(Reply.status(503).header("Retry-After", "120"), Reply.status(400));
        assertThatThrownBy(() -> deliver("{}"))
                .isInstanceOfSatisfying(
                        TryLater.class, later -> assertThat(later.atLeast()).isEqualTo(Duration.ofMinutes(2)));
        assertThatThrownBy(() -> deliver("{}")).isInstanceOf(TryLater.class).hasMessage("The receiver answered 400.");
    }

    @Test
    void aRedirectIsNotFollowed() {
        receiver.when(Match.post("/hook")).reply(Reply.redirect(307, "/elsewhere"));
        assertThatThrownBy(() -> deliver("{}")).isInstanceOf(TryLater.class).hasMessageContaining("307");
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void goneEndsTheEndpoint() {
        receiver.when(Match.post("/hook")).reply(Reply.status(410));
        assertThatThrownBy(() -> deliver("{}")).isInstanceOf(GiveUp.class);
        assertThat(gone).containsExactly("mine");
    }

    @Test
    void anAnswerThatIsLongOrBreaksOffIsADeliveryAllTheSame() throws Exception {
        receiver.when(Match.post("/hook"))
                .reply(
                        Reply.ok("x".repeat(1_000_000)),
                        Reply.status(200).chunks("a", "b"),
                        Reply.ok("0123456789").truncateAfter(5));
        assertThat(deliver("{}")).isEqualTo(Next.done());
        assertThat(deliver("{}")).isEqualTo(Next.done());
        assertThat(deliver("{}")).isEqualTo(Next.done());
    }

    @Test
    void anEndpointWhoseRegistrationHasGoneIsNotAsked() throws Exception {
        WebhookEndpoints none = new WebhookEndpoints() {
            @Override
            public Uni<Optional<WebhookEndpoint>> find(String id) {
                return Uni.createFrom().item(Optional.empty());
            }

            @Override
            public Uni<Void> gone(String id) {
                throw new AssertionError();
            }
        };
        Next next = new Webhooks(none, client, () -> NOW)
                .kind("webhook", Runnable::run, Retrying.WEBHOOK)
                .work()
                .run(new Webhook("mine", "{}"), new Run(ID, 1, NOW, NOW));
        assertThat(next).isEqualTo(Next.done());
    }

    @Test
    void aDeliverysPathIsShownNowhere() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        client = client.derive(settings -> settings.withListener(event -> told.add(event.toString())));
        path = "/T0/hidden";
        receiver.when(Match.post("/T0/hidden")).reply(Reply.ok());
        deliver("{}");
        assertThat(told).isNotEmpty().noneMatch(event -> event.contains("hidden"));
    }

    @Test
    void privateAddressesAreLeftToTheGuard() {
        path = "/hook";
        HttpClient guarded = HttpClient.create(vertx, Settings.named("guarded"));
        client.close();
        client = guarded;
        assertThatThrownBy(() -> deliver("{}")).hasMessageContaining("not a public one");
    }

    @Test
    void secretsAndAddressesAreNotShownAndBadOnesNotTaken() {
        WebhookEndpoint endpoint =
                new WebhookEndpoint(URI.create("https://hooks.example/T0/secret?token=abc"), List.of(SECRET));
        assertThat(endpoint.toString()).contains("hooks.example").doesNotContain("T0", "abc", "MfKQ");
        assertThat(SECRET.toString()).doesNotContain("MfKQ");
        assertThat(SECRET.reveal()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        for (String bad : List.of("ftp://a/", "https:opaque", "https://u:p@a/", "https://a/#f", "/path")) {
            assertThatThrownBy(() -> new WebhookEndpoint(URI.create(bad), List.of(SECRET)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("u:p");
        }
        for (String bad : List.of("MfKQ", "whsec_MfKQ", "whsec_???", "whsec_")) {
            assertThatThrownBy(() -> WebhookSecret.of(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("MfKQ");
        }
    }
}
