package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application with quarkus-opentelemetry, in which Vert.x traces its clients, too. */
class TracingTest {
    private static final Upstream[] UPSTREAM = new Upstream[1];

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(Exporter.class, Asking.class))
            .overrideConfigKey("fairlead.traced.timeout", "5s")
            .overrideConfigKey("fairlead.foreign.tracing.propagate", "false")
            .overrideConfigKey("fairlead.untraced.tracing.enabled", "false")
            .overrideConfigKey("quarkus.otel.simple", "true")
            .overrideConfigKey("quarkus.http.test-port", "0")
            .setBeforeAllCustomizer(TracingTest::script)
            .setAfterAllCustomizer(() -> UPSTREAM[0].close());

    private static void script() {
        UPSTREAM[0] = Upstream.start();
        UPSTREAM[0].when(Match.get("/twice")).reply(Reply.status(503), Reply.ok("answer"));
        UPSTREAM[0].when(Match.get("/foreign").noHeader("traceparent")).reply(Reply.ok("told nothing"));
        String authority = "127.0.0.1:" + UPSTREAM[0].port();
        APPLICATION.overrideRuntimeConfigKey("upstream", "http://" + authority);
        for (String client : List.of("traced", "foreign", "untraced")) {
            APPLICATION.overrideRuntimeConfigKey("fairlead." + client + ".guard.allow", authority);
        }
    }

    @Inject
    InMemorySpanExporter exporter;

    @Inject
    @Client("foreign")
    HttpClient foreign;

    @Inject
    @Client("untraced")
    HttpClient untraced;

    @ConfigProperty(name = "upstream")
    String upstream;

    @BeforeEach
    void forget() {
        exporter.reset();
    }

    private List<SpanData> spans(SpanKind kind) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == kind)
                .toList();
    }

    private String text(HttpClient client) {
        return client.send(Request.get(upstream + "/foreign"))
                .flatMap(Response::text)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void anAttemptIsOneSpanOfTheRequestThatIsServedAndVertxAddsNone() {
        RestAssured.get("/ask").then().statusCode(200).body(is("answer"));
        Awaitility.await().until(() -> !spans(SpanKind.SERVER).isEmpty());
        List<SpanData> attempts = spans(SpanKind.CLIENT);
        assertThat(attempts).hasSize(2);
        assertThat(attempts).extracting(SpanData::getName).containsOnly("GET /twice{?key}");
        assertThat(attempts)
                .extracting(span -> span.getInstrumentationScopeInfo().getName())
                .containsOnly("dev.catchwater.fairlead");
        assertThat(attempts)
                .extracting(SpanData::getParentSpanId)
                .containsOnly(spans(SpanKind.SERVER).getFirst().getSpanId());
        assertThat(attempts)
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("url.full")))
                .containsOnly(upstream + "/twice?key=REDACTED");
        assertThat(attempts)
                .extracting(span -> span.getAttributes().get(AttributeKey.longKey("http.request.resend_count")))
                .containsExactly(null, 1L);
    }

    @Test
    void aClientOfForeignUpstreamsTellsThemNothing() {
        assertThat(text(foreign)).isEqualTo("told nothing");
        Awaitility.await().until(() -> spans(SpanKind.CLIENT).size() == 1);
    }

    @Test
    void aClientMayBeLeftOut() {
        assertThat(text(untraced)).isEqualTo("told nothing");
        assertThat(text(foreign)).isEqualTo("told nothing");
        Awaitility.await().until(() -> spans(SpanKind.CLIENT).size() == 1);
    }

    @Singleton
    static class Exporter {
        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    @Path("/ask")
    public static class Asking {
        @Inject
        @Client("traced")
        HttpClient traced;

        @ConfigProperty(name = "upstream")
        String upstream;

        @GET
        public Uni<String> ask() {
            return traced.send(Request.get(upstream + "/twice?key=s3cret").with(CallListener.TEMPLATE, "/twice{?key}"))
                    .flatMap(Response::text);
        }
    }
}
