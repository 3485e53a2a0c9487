package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.credentials.Credentials;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.observe.Telemetry;
import dev.catchwater.fairlead.template.Template;
import dev.catchwater.fairlead.template.Values;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Spans of calls over real sockets. */
class TracedClientTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final AttributeKey<Long> RESENDS = AttributeKey.longKey("http.request.resend_count");

    @HttpMock
    Upstream upstream;

    private final Telemetry telemetry = new Telemetry();
    private final Settings settings =
            Settings.named("traced").withGuard(GuardPolicy.OFF).withTracing(telemetry.tracing());

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private Request ask(String path) {
        return Request.get(upstream.uri(path));
    }

    private List<SpanData> spans(int count) {
        await().atMost(PATIENCE).until(() -> telemetry.spans().size() == count);
        return telemetry.spans();
    }

    @Test
    void eachAttemptIsASpanOfTheCallersWithItsOwnNumberAndTheUpstreamIsToldOfIt() {
        upstream.when(Match.get("/a")).reply(Reply.reset(), Reply.status(503), Reply.redirect(302, "b"));
        upstream.when(Match.get("/b")).reply(Reply.ok("there"));
        Span caller = telemetry.caller();
        try (HttpClient client = HttpClient.create(VERTX, settings)) {
            try (Scope _ = caller.makeCurrent()) {
                assertThat(get(client.send(ask("/a")).flatMap(Response::text))).isEqualTo("there");
            }
        }
        List<SpanData> spans = spans(4);
        assertThat(spans).extracting(span -> span.getAttributes().get(RESENDS)).containsExactly(null, 1L, 2L, 3L);
        assertThat(spans)
                .extracting(SpanData::getParentSpanId)
                .containsOnly(caller.getSpanContext().getSpanId());
        assertThat(upstream.requests())
                .extracting(request -> request.header("traceparent").orElse(""))
                .containsExactlyElementsOf(spans.stream()
                        .map(span -> "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01")
                        .toList());
        assertThat(spans)
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("error.type")))
                .containsExactly("disconnected", "503", null, null);
    }

    @Test
    void whereARedirectLeadsWasNotMadeFromTheTemplate() {
        upstream.when(Match.get("/users/me")).reply(Reply.redirect(302, "/other"));
        upstream.when(Match.get("/other")).reply(Reply.ok());
        try (HttpClient client = HttpClient.create(VERTX, settings)) {
            Request request =
                    Template.of(upstream.uri("").resolve("/") + "users/{user}").get(Values.of("user", "me"));
            get(client.send(request).flatMap(Response::text));
        }
        assertThat(spans(2)).extracting(SpanData::getName).containsExactly("GET /users/{user}", "GET");
    }

    @Test
    void aTokenThatIsReplacedMakesAResendAndItsQuestionIsTheCallersToo() {
        upstream.when(Match.post("/token"))
                .reply(
                        Reply.json("{\"access_token\":\"old\",\"token_type\":\"bearer\",\"expires_in\":3600}"),
                        Reply.json("{\"access_token\":\"new\",\"token_type\":\"bearer\",\"expires_in\":3600}"));
        upstream.when(Match.get("/api")).reply(Reply.status(401), Reply.ok());
        Credentials oauth = Credentials.OAuth2.clientCredentials(upstream.uri("/token"), "id", Secret.of("s3cret"));
        Span caller = telemetry.caller();
        try (HttpClient client = HttpClient.create(
                VERTX, settings.withCredentials(upstream.uri("").toString(), oauth))) {
            try (Scope _ = caller.makeCurrent()) {
                get(client.send(ask("/api")).flatMap(Response::text));
            }
        }
        List<SpanData> spans = spans(4);
        assertThat(spans)
                .extracting(SpanData::getParentSpanId)
                .containsOnly(caller.getSpanContext().getSpanId());
        assertThat(spans).extracting(SpanData::getName).containsExactly("POST", "GET", "POST", "GET");
        assertThat(spans).extracting(span -> span.getAttributes().get(RESENDS)).containsExactly(null, null, null, 1L);
    }

    @Test
    void aBodyThatIsGivenUpAndOneThatIsNeverReadEndTheirSpans() {
        upstream.when(Match.get("/long")).reply(Reply.stream(handle -> handle.write(new byte[1_000])));
        try (HttpClient client = HttpClient.create(VERTX, settings)) {
            get(client.send(ask("/long"))).body().cancel();
            spans(1);
            Response unread = get(client.send(ask("/long").withTimeout(Duration.ofMillis(300))));
            spans(2);
            assertThat(failureOf(unread.text())).isInstanceOf(HttpFailure.TimedOut.class);
        }
        assertThat(telemetry.spans())
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("error.type")))
                .containsExactly("cancelled", "timeout_total");
        upstream.takeComplaints();
    }

    @Test
    void whatTheCacheAnswersIsNoSpan() {
        upstream.when(Match.get("/")).reply(Reply.ok("kept").header("Cache-Control", "max-age=60"));
        try (HttpClient client =
                HttpClient.create(VERTX, settings.withCache(CachingPolicy.inMemory(1 << 20, 1 << 10)))) {
            for (int i = 0; i < 3; i++) {
                assertThat(get(client.send(ask("/")).flatMap(Response::text))).isEqualTo("kept");
            }
        }
        assertThat(spans(1)).hasSize(1);
    }

    @Test
    void aNameOfSeveralEndpointsIsTheServerAndTheOneThatAnsweredThePeer() {
        upstream.when(Match.get("/")).reply(Reply.ok());
        Endpoints shop = Endpoints.of("http://shop.internal", Endpoint.of("127.0.0.1", upstream.port()));
        try (HttpClient client = HttpClient.create(VERTX, settings.withEndpoints(shop))) {
            get(client.send(Request.get("http://shop.internal/")).flatMap(Response::text));
        }
        var attributes = spans(1).getFirst().getAttributes();
        assertThat(attributes.get(AttributeKey.stringKey("server.address"))).isEqualTo("shop.internal");
        assertThat(attributes.get(AttributeKey.stringKey("network.peer.address")))
                .isEqualTo("127.0.0.1");
        assertThat(attributes.get(AttributeKey.longKey("network.peer.port"))).isEqualTo(upstream.port());
    }
}
