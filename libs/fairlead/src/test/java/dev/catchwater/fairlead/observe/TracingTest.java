package dev.catchwater.fairlead.observe;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.template.Template;
import dev.catchwater.fairlead.template.Values;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {
    private static final Request GET = Request.get("https://Upstream.test/path?key=secret&a=b");

    private final ManualTimers timers = new ManualTimers();
    private final Telemetry telemetry = new Telemetry();
    private Tracing tracing = telemetry.tracing();

    private Uni<Response> send(Request request, Next upstream) {
        return new AttemptStage(timers, Duration.ofSeconds(30), CallListener.NONE, Optional.of(tracing))
                .apply(request, upstream);
    }

    private Uni<Response> send(Request request, int status) {
        return send(request, dressed -> Uni.createFrom().item(Answers.of(dressed, status, Headers.none(), "body")));
    }

    private SpanData read(Request request, int status) {
        get(get(send(request, status)).body().bytes());
        return telemetry.span();
    }

    @Test
    void aSpanHasWhatTheConventionsRequireUnderTheirNames() throws Exception {
        Request pinned = GET.withAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}))
                .with(CallListener.RESENDS, 2);
        SpanData span = read(pinned, 200);
        assertThat(span.getName()).isEqualTo("GET");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getInstrumentationScopeInfo().getSchemaUrl())
                .isEqualTo("https://opentelemetry.io/schemas/1.37.0");
        assertThat(span.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put(HttpAttributes.HTTP_REQUEST_METHOD, "GET")
                        .put(ServerAttributes.SERVER_ADDRESS, "upstream.test")
                        .put(ServerAttributes.SERVER_PORT, 443L)
                        .put(UrlAttributes.URL_FULL, "https://upstream.test/path?key=REDACTED&a=REDACTED")
                        .put(HttpAttributes.HTTP_REQUEST_RESEND_COUNT, 2L)
                        .put(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, 200L)
                        .put(NetworkAttributes.NETWORK_PROTOCOL_VERSION, "1.1")
                        .put(NetworkAttributes.NETWORK_PEER_ADDRESS, "10.0.0.1")
                        .put(NetworkAttributes.NETWORK_PEER_PORT, 443L)
                        .build()
                        .asMap());
    }

    @Test
    void aTemplateIsPartOfTheNameAndTheFirstAttemptIsNoResend() {
        SpanData span = read(
                Template.of("http://a.test/users/{user}{?key}")
                        .get(Values.of("user", "me").with("key", "secret")),
                200);
        assertThat(span.getName()).isEqualTo("GET /users/{user}{?key}");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("url.template")))
                .isEqualTo("/users/{user}{?key}");
        assertThat(span.getAttributes().get(HttpAttributes.HTTP_REQUEST_RESEND_COUNT))
                .isNull();
    }

    @Test
    void aMethodThatIsNotKnownIsOther() {
        SpanData span = read(GET.withMethod(new Method("get")), 200);
        assertThat(span.getName()).isEqualTo("HTTP");
        assertThat(span.getAttributes().get(HttpAttributes.HTTP_REQUEST_METHOD)).isEqualTo("_OTHER");
        assertThat(span.getAttributes().get(HttpAttributes.HTTP_REQUEST_METHOD_ORIGINAL))
                .isEqualTo("get");
    }

    @Test
    void templatesAreBounded() {
        for (int i = 0; i < 2 * Routes.MAX; i++) {
            get(send(GET.with(CallListener.TEMPLATE, "/" + i), 200)).body().cancel();
        }
        get(send(GET.with(CallListener.TEMPLATE, "/7"), 200)).body().cancel();
        assertThat(telemetry.spans())
                .extracting(SpanData::getName)
                .contains("GET")
                .hasSize(2 * Routes.MAX + 1);
        assertThat(telemetry.spans().stream().map(SpanData::getName).distinct()).hasSize(Routes.MAX + 1);
        assertThat(telemetry.spans().getLast().getName()).isEqualTo("GET /7");
    }

    @Test
    void theKnownMethodsCanBeReplaced() {
        tracing = tracing.withMethods(Set.of("QUERY"));
        assertThat(read(GET.withMethod(new Method("QUERY")), 200).getName()).isEqualTo("QUERY");
    }

    @ParameterizedTest
    @CsvSource({"200,UNSET,", "204,UNSET,", "304,UNSET,", "400,ERROR,400", "404,ERROR,404", "503,ERROR,503"})
    void statusesFrom400OnAreErrors(int status, StatusCode code, @Nullable String type) {
        SpanData span = read(GET, status);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(code);
        assertThat(span.getStatus().getDescription()).isEmpty();
        assertThat(span.getAttributes().get(ErrorAttributes.ERROR_TYPE)).isEqualTo(type);
    }

    @Test
    void aSpanEndsWithItsBodyAndNotBefore() {
        Response response = get(send(GET, 200));
        assertThat(telemetry.spans()).isEmpty();
        get(response.body().bytes());
        assertThat(telemetry.span().hasEnded()).isTrue();
    }

    @Test
    void aBodyThatIsGivenUpEndsTheSpanAsCancelled() {
        get(send(GET, 200)).body().cancel();
        assertThat(error()).isEqualTo("cancelled");
        assertThat(telemetry.span().getAttributes().get(HttpAttributes.HTTP_RESPONSE_STATUS_CODE))
                .isEqualTo(200);
    }

    @Test
    void whatIsGivenUpOfARedirectIsNoError() {
        get(send(GET, 302)).body().cancel();
        assertThat(telemetry.span().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void aCallThatIsCancelledBeforeItsHeadEndsTheSpan() {
        send(GET, request -> Uni.createFrom().nothing())
                .subscribe()
                .with(response -> {})
                .cancel();
        assertThat(error()).isEqualTo("cancelled");
    }

    @Test
    void aDeadlineIsToldFromALossOfInterest() {
        Request expiring = GET.withExpiry(timers.nanos() + 1_000);
        var call = send(expiring, request -> Uni.createFrom().nothing())
                .subscribe()
                .with(response -> {});
        timers.clock().advance(Duration.ofSeconds(1));
        call.cancel();
        assertThat(error()).isEqualTo("timeout_total");
    }

    @Test
    void failuresAreErrorsByTheirTags() {
        failureOf(send(GET, request -> Uni.createFrom().failure(new HttpFailure.UnknownHost("a.test").asException())));
        assertThat(error()).isEqualTo("unknown_host");
        assertThat(telemetry.span().getAttributes().get(HttpAttributes.HTTP_RESPONSE_STATUS_CODE))
                .isNull();
    }

    @Test
    void aBodyThatBreaksIsAnErrorThoughItsStatusWasNone() {
        get(send(GET, 200)).body().abort(new HttpFailure.TooLarge("the answer", 1));
        assertThat(error()).isEqualTo("too_large");
    }

    private @Nullable String error() {
        SpanData span = telemetry.span();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        return span.getAttributes().get(ErrorAttributes.ERROR_TYPE);
    }

    @Test
    void durationsAreMeasuredInSecondsByWhatHasFewValues() {
        read(Template.of("http://a.test/users/{user}").get(Values.of("user", "me")), 503);
        assertThat(telemetry.metrics()).singleElement().satisfies(metric -> {
            assertThat(metric.getName()).isEqualTo("http.client.request.duration");
            assertThat(metric.getUnit()).isEqualTo("s");
            var point = metric.getHistogramData().getPoints().iterator().next();
            assertThat(point.getBoundaries()).startsWith(0.005, 0.01).endsWith(7.5, 10.0);
            assertThat(point.getAttributes())
                    .isEqualTo(Attributes.builder()
                            .put(HttpAttributes.HTTP_REQUEST_METHOD, "GET")
                            .put(ServerAttributes.SERVER_ADDRESS, "a.test")
                            .put(ServerAttributes.SERVER_PORT, 80L)
                            .put(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, 503L)
                            .put(NetworkAttributes.NETWORK_PROTOCOL_VERSION, "1.1")
                            .put(ErrorAttributes.ERROR_TYPE, "503")
                            .put("url.template", "/users/{user}")
                            .build());
        });
    }
}
