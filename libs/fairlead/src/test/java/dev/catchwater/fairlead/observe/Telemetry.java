package dev.catchwater.fairlead.observe;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Collection;
import java.util.List;

/** A real OpenTelemetry that keeps what ended. */
public final class Telemetry {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();

    public OpenTelemetry api() {
        return sdk;
    }

    public Tracing tracing() {
        return Tracing.of(sdk);
    }

    /** A span of the caller's. */
    public Span caller() {
        return sdk.getTracer("test").spanBuilder("caller").startSpan();
    }

    /** Those that ended, in this order. */
    public List<SpanData> spans() {
        return spans.getFinishedSpanItems();
    }

    /** The only one. */
    public SpanData span() {
        if (spans().size() != 1) {
            throw new AssertionError("not one span but " + spans());
        }
        return spans().getFirst();
    }

    public Collection<MetricData> metrics() {
        return metrics.collectAllMetrics();
    }
}
