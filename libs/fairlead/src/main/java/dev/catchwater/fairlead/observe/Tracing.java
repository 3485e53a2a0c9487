package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * OpenTelemetry's semantic conventions for HTTP clients (1.37, those that are stable, and {@code url.template}): a span
 * of kind CLIENT for each attempt at the wire, and the histogram {@code http.client.request.duration} in seconds. A span
 * ends with the attempt's body. The OpenTelemetry API is an optional dependency. Immutable, but for the
 * templates it has seen, whose number is bounded.
 */
public final class Tracing {
    private static final String SCOPE = "dev.catchwater.fairlead";
    private static final String SCHEMA = "https://opentelemetry.io/schemas/1.37.0";

    /** As the conventions advise, in seconds. */
    private static final List<Double> BOUNDARIES =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    final Tracer tracer;
    final DoubleHistogram durations;
    final TextMapPropagator propagator;
    private final Set<String> methods;
    private final Routes routes;

    private Tracing(
            Tracer tracer,
            DoubleHistogram durations,
            TextMapPropagator propagator,
            Set<String> methods,
            Routes routes) {
        this.tracer = tracer;
        this.durations = durations;
        this.propagator = propagator;
        this.methods = methods;
        this.routes = routes;
    }

    /** Spans, durations and the propagation of contexts by this instance. */
    public static Tracing of(OpenTelemetry telemetry) {
        return new Tracing(
                telemetry
                        .getTracerProvider()
                        .tracerBuilder(SCOPE)
                        .setSchemaUrl(SCHEMA)
                        .build(),
                telemetry
                        .getMeterProvider()
                        .meterBuilder(SCOPE)
                        .setSchemaUrl(SCHEMA)
                        .build()
                        .histogramBuilder("http.client.request.duration")
                        .setUnit("s")
                        .setDescription("Duration of HTTP client requests.")
                        .setExplicitBucketBoundariesAdvice(BOUNDARIES)
                        .build(),
                telemetry.getPropagators().getTextMapPropagator(),
                Methods.KNOWN,
                new Routes());
    }

    /** Tells upstreams nothing: for those that are none of ours, whom traces and baggage do not concern. */
    public Tracing withoutPropagation() {
        return new Tracing(tracer, durations, TextMapPropagator.noop(), methods, routes);
    }

    /** Methods that are shown by name, in place of those that are known by default; all others are {@code _OTHER}. */
    public Tracing withMethods(Set<String> known) {
        return new Tracing(tracer, durations, propagator, Set.copyOf(known), routes);
    }

    /** The request as a part of what this context stands for, whatever is current when it is sent. */
    public static Request childOf(Context context, Request request) {
        return request.with(CallListener.CALLER, Optional.of(context));
    }

    /**
     * A call that is part of what is current now or, if that is nothing, of what is current when it is subscribed to.
     * Retries begin on other threads later, where the caller's context is not known any more.
     */
    public Uni<Response> send(Request request, Next call) {
        Request adopted = adopted(request);
        return hasCaller(adopted)
                ? call.proceed(adopted)
                : Uni.createFrom().deferred(() -> call.proceed(adopted(request)));
    }

    @SuppressWarnings("ReferenceEquality") // the root is itself
    private static Request adopted(Request request) {
        Context current = Context.current();
        return hasCaller(request) || current == Context.root() ? request : childOf(current, request);
    }

    private static boolean hasCaller(Request request) {
        return request.get(CallListener.CALLER).isPresent();
    }

    static Context parent(Request request) {
        return request.get(CallListener.CALLER).orElse(null) instanceof Context context ? context : Context.root();
    }

    boolean knows(String method) {
        return methods.contains(method);
    }

    /** The template that a request's URI was made from; the empty string if there is none, or too many were seen. */
    String template(Request request) {
        String template = request.get(CallListener.TEMPLATE);
        return template.isEmpty() || routes.knows(template) ? template : "";
    }
}
