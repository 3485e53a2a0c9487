package dev.catchwater.fairlead.observe;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PropagationTest {
    private static final Request GET = Request.get("https://upstream.test/");

    private final Telemetry telemetry = new Telemetry();
    private final List<Request> sent = new ArrayList<>();
    private Tracing tracing = telemetry.tracing();

    private Uni<Response> send(Request request) {
        return new AttemptStage(new ManualTimers(), Duration.ofSeconds(30), CallListener.NONE, Optional.of(tracing))
                .apply(request, dressed -> {
                    sent.add(dressed);
                    return Uni.createFrom().item(Answers.of(dressed, 200, Headers.none(), "body"));
                });
    }

    @Test
    void theParentIsWhatIsCurrentWhenTheCallIsSentAndTheUpstreamIsToldOfTheSpan() {
        Span caller = telemetry.caller();
        Uni<Response> call;
        try (Scope _ = caller.makeCurrent()) {
            call = tracing.send(GET, this::send);
        }
        get(get(call).body().bytes());
        SpanData span = telemetry.span();
        assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(sent.getFirst().headers().first("traceparent"))
                .contains("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
    }

    @Test
    void whereNothingIsCurrentThenItIsWhatIsCurrentWhenTheCallBegins() {
        Span caller = telemetry.caller();
        Uni<Response> call = tracing.send(GET, this::send);
        try (Scope _ = caller.makeCurrent()) {
            get(get(call).body().bytes());
        }
        assertThat(telemetry.span().getParentSpanId())
                .isEqualTo(caller.getSpanContext().getSpanId());
    }

    @Test
    void aContextThatARequestCarriesCountsForMore() {
        Span caller = telemetry.caller();
        Request child = Tracing.childOf(Context.root().with(caller), GET);
        try (Scope _ = telemetry.caller().makeCurrent()) {
            get(get(tracing.send(child, this::send)).body().bytes());
        }
        assertThat(telemetry.span().getParentSpanId())
                .isEqualTo(caller.getSpanContext().getSpanId());
    }

    @Test
    void upstreamsThatAreNoneOfOursAreToldNothing() {
        tracing = tracing.withoutPropagation();
        get(get(send(GET)).body().bytes());
        assertThat(sent.getFirst().headers()).isEqualTo(GET.headers());
    }

    @Test
    void aTelemetryThatThrowsHarmsNoCall() {
        tracing = Tracing.of(new Broken());
        assertThat(get(get(send(GET)).text())).isEqualTo("body");
    }

    private static final class Broken implements OpenTelemetry {
        @Override
        public TracerProvider getTracerProvider() {
            return TracerProvider.noop();
        }

        @Override
        public ContextPropagators getPropagators() {
            return ContextPropagators.create(new TextMapPropagator() {
                @Override
                public Collection<String> fields() {
                    return List.of();
                }

                @Override
                public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
                    setter.set(carrier, "x", "not\r\na: header");
                }

                @Override
                public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
                    return context;
                }
            });
        }
    }
}
