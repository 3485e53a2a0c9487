package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;

/** One attempt, as OpenTelemetry sees it. A provider that throws harms no call. */
final class AttemptSpan {
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> METHOD_ORIGINAL = AttributeKey.stringKey("http.request.method_original");
    static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey("http.request.resend_count");
    static final AttributeKey<Long> STATUS_CODE = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> PEER_ADDRESS = AttributeKey.stringKey("network.peer.address");
    static final AttributeKey<Long> PEER_PORT = AttributeKey.longKey("network.peer.port");
    static final AttributeKey<String> PROTOCOL_VERSION = AttributeKey.stringKey("network.protocol.version");
    static final AttributeKey<String> URL_FULL = AttributeKey.stringKey("url.full");
    static final AttributeKey<String> URL_TEMPLATE = AttributeKey.stringKey("url.template");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private static final System.Logger LOG = System.getLogger("dev.catchwater.fairlead");

    private final Tracing tracing;
    private final AttributesBuilder measured = Attributes.builder();
    private final Context context;
    private final Span span;
    private int status;

    AttemptSpan(Tracing tracing, Request request) {
        this.tracing = tracing;
        Context parent = Tracing.parent(request);
        String given = request.method().name();
        String method = tracing.knows(given) ? given : Methods.OTHER;
        measured.put(METHOD, method)
                .put(SERVER_ADDRESS, SpanUrl.host(request.uri()))
                .put(SERVER_PORT, (long) SpanUrl.port(request.uri()));
        String template = tracing.template(request);
        if (!template.isEmpty()) {
            measured.put(URL_TEMPLATE, template);
        }
        String name = tracing.knows(given) ? given : "HTTP";
        SpanBuilder builder = tracing.tracer
                .spanBuilder(template.isEmpty() ? name : name + " " + template)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent)
                .setAttribute(URL_FULL, SpanUrl.redacted(request))
                .setAllAttributes(measured.build());
        if (!method.equals(given)) {
            builder.setAttribute(METHOD_ORIGINAL, given);
        }
        int resends = request.get(CallListener.RESENDS);
        if (resends > 0) {
            builder.setAttribute(RESEND_COUNT, (long) resends);
        }
        span = started(builder);
        context = parent.with(span);
    }

    private static Span started(SpanBuilder builder) {
        try {
            return builder.startSpan();
        } catch (RuntimeException unfit) {
            warn(unfit);
            return Span.getInvalid();
        }
    }

    /** The request with the fields that tell the upstream whose part it is; of a caller's own of that name, ours count. */
    Request carriedBy(Request request) {
        Request[] carrying = {request};
        try {
            tracing.propagator.inject(context, carrying, (carrier, name, value) -> {
                if (carrier != null) {
                    carrier[0] = carrier[0].withHeader(name, value);
                }
            });
        } catch (RuntimeException unfit) {
            warn(unfit);
        }
        return carrying[0];
    }

    void answered(Response head) {
        status = head.status();
        String version = head.request().get(CallListener.PROTOCOL_VERSION);
        measured.put(STATUS_CODE, (long) status).put(PROTOCOL_VERSION, version);
        span.setAttribute(STATUS_CODE, (long) status).setAttribute(PROTOCOL_VERSION, version);
        peer(head.request());
    }

    private void peer(Request sent) {
        sent.endpoint()
                .ifPresentOrElse(
                        this::peer,
                        () -> sent.address()
                                .ifPresent(address -> peer(address.getHostAddress(), SpanUrl.port(sent.uri()))));
    }

    private void peer(Endpoint endpoint) {
        peer(endpoint.address().getHostAddress(), endpoint.port());
    }

    private void peer(String address, int port) {
        span.setAttribute(PEER_ADDRESS, address).setAttribute(PEER_PORT, (long) port);
    }

    void ended(Outcome outcome, Duration took) {
        String error = error(outcome);
        if (!error.isEmpty()) {
            measured.put(ERROR_TYPE, error);
            span.setAttribute(ERROR_TYPE, error).setStatus(StatusCode.ERROR);
        }
        try {
            tracing.durations.record(took.toNanos() / 1e9, measured.build(), context);
            span.end();
        } catch (RuntimeException unfit) {
            warn(unfit);
        }
    }

    /** The conventions call it an error, too, when a client gives up what it was still to receive. */
    private String error(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var failure) -> FailureTag.of(failure);
            case Outcome.Completed completed -> status >= 400 ? Integer.toString(status) : "";
            case Outcome.Cancelled cancelled when status >= 400 -> Integer.toString(status);
            // What a redirect says besides its target, and protocols that were switched to, have no end to wait for.
            case Outcome.Cancelled cancelled -> status == 0 || status / 100 == 2 ? "cancelled" : "";
        };
    }

    private static void warn(RuntimeException thrown) {
        LOG.log(System.Logger.Level.WARNING, "OpenTelemetry threw", thrown);
    }
}
