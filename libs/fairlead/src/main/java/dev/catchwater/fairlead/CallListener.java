package dev.catchwater.fairlead;

import java.util.Optional;

/** Hears of events. Runs on event loops: it must be quick and must not throw. */
@FunctionalInterface
public interface CallListener {
    void on(CallEvent event);

    /** Hears and forgets. */
    CallListener NONE = event -> {};

    /** The number of the call that a request belongs to, set when the call begins. */
    Attribute<Long> CALL = Attribute.of("call", 0L);

    /**
     * How often the call had been sent before this request was, retries and redirects together: what OpenTelemetry
     * calls {@code http.request.resend_count}. Kept in the request of a {@link Response}, too.
     */
    Attribute<Integer> RESENDS = Attribute.of("resends", 0);

    /**
     * The template that the request's URI was made from, without what was filled in: a route for meters and spans, with
     * as many values as the program has templates. Empty if it was made otherwise.
     */
    Attribute<String> TEMPLATE = Attribute.of("template", "");

    /**
     * Whether the request's path is a secret, as that of a webhook's address often is: who knows it needs no other key.
     * Spans, log lines and {@code toString} then show scheme, host and port, and {@code REDACTED} for the rest; also of
     * what the request is redirected to. A {@link #TEMPLATE} is shown all the same, for what was filled in is not in it.
     */
    Attribute<Boolean> SECRET_PATH = Attribute.of("secret-path", false);

    /**
     * What the caller was doing when it sent the request, in terms of whoever traces it. Stages do not look at it; they
     * hand it on to requests that they make on the call's behalf.
     */
    Attribute<Optional<Object>> CALLER = Attribute.of("caller", Optional.empty());

    /**
     * The version of HTTP that a {@link Response} came by, in its request: what OpenTelemetry calls
     * {@code network.protocol.version}.
     */
    Attribute<String> PROTOCOL_VERSION = Attribute.of("protocol-version", "1.1");

    /** Both, this one first. */
    default CallListener and(CallListener other) {
        return event -> {
            on(event);
            other.on(event);
        };
    }
}
