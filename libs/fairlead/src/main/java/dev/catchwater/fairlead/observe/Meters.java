package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events as Micrometer meters; Micrometer is an optional dependency. All carry the tag {@code client}.
 *
 * <ul>
 *   <li>{@code fairlead.calls}: a timer, to the end of the body; tags {@code method} (_OTHER for one that
 *       RFC 9110 and RFC 5789 do not know), {@code status} (0: no answer),
 *       {@code outcome} (completed, cancelled, or a {@link FailureTag}) and {@code route} (the template that the URI was
 *       made from; none; other, once there were 256)
 *   <li>{@code fairlead.queued}: a counter of attempts that had to wait
 *   <li>{@code fairlead.queue}: a timer of the wait for a place and a rate, zero waits included
 *   <li>{@code fairlead.retries}: a counter; tag {@code reason}
 *   <li>{@code fairlead.cached}: a counter of answers from the cache; tag {@code reason} (fresh, stale, validated, stand-in)
 *   <li>{@code fairlead.retries.denied}: a counter of retries that the budget did not allow; tag {@code reason}
 *   <li>{@code fairlead.circuits.not_closed}: a gauge of the origins whose circuit is open or half-open
 *   <li>{@code fairlead.circuit.changes}: a counter; tag {@code to} (open, half_open, closed)
 *   <li>{@code fairlead.tokens}: a counter of questions for tokens; tag {@code outcome} (completed, or a {@link FailureTag})
 *   <li>{@code fairlead.endpoints}: a gauge of the endpoints of an origin; tags {@code origin} and {@code state}
 *       (available, known)
 *   <li>{@code fairlead.endpoint.changes}: a counter; tags {@code origin} and {@code to} (available, ejected, unhealthy,
 *       gone)
 *   <li>{@code fairlead.turned_away}: a counter; tag {@code reason}
 *   <li>{@code fairlead.pauses}: a timer of how long answers stopped an origin or a key for
 *   <li>{@code fairlead.limit}: a gauge of the calls that may be in flight, once it has been adapted
 * </ul>
 */
public final class Meters implements CallListener {
    private final MeterRegistry registry;
    private final String client;
    private final AtomicInteger notClosed = new AtomicInteger();
    private final AtomicInteger limit = new AtomicInteger();
    private final EndpointMeters endpoints;
    private final Routes routes = new Routes();

    public Meters(MeterRegistry registry, String client) {
        this.registry = registry;
        this.client = client;
        endpoints = new EndpointMeters(registry, client);
        Gauge.builder("fairlead.circuits.not_closed", notClosed, AtomicInteger::get)
                .tag("client", client)
                .register(registry);
    }

    @Override
    public void on(CallEvent event) {
        switch (event) {
            case CallEvent.Ended end -> ended(end);
            case CallEvent.Queued queued ->
                Counter.builder("fairlead.queued")
                        .tag("client", client)
                        .register(registry)
                        .increment();
            case CallEvent.Admitted admitted -> time("fairlead.queue", admitted.waited());
            case CallEvent.Paused paused -> time("fairlead.pauses", paused.pause());
            case CallEvent.LimitChanged changed -> limit(changed.limit());
            case CallEvent.Retrying retry -> count("fairlead.retries", retry.reason());
            case CallEvent.RetryDenied denied -> count("fairlead.retries.denied", denied.reason());
            case CallEvent.TurnedAway away -> count("fairlead.turned_away", FailureTag.of(away.failure()));
            case CallEvent.Cached cached -> count("fairlead.cached", cached.how());
            case CallEvent.TokenAsked question -> asked(question);
            case CallEvent.Began began -> {}
            case CallEvent.Attempted attempted -> {}
            case CallEvent.Exchanged exchanged -> {}
            case CallEvent.Answered answered -> {}
            case CallEvent.TlsReloaded reloaded ->
                count("fairlead.tls.reloads", reloaded.failure().isEmpty() ? "used" : "unusable");
            case CallEvent.Redirected redirected -> {}
            case CallEvent.CircuitChanged change -> changed(change);
            case CallEvent.EndpointChanged change -> endpoints.changed(change);
        }
    }

    private void ended(CallEvent.Ended end) {
        Timer.builder("fairlead.calls")
                .tag("client", client)
                .tag("method", method(end.request().method().name()))
                .tag("status", Integer.toString(end.status()))
                .tag("outcome", tag(end.outcome()))
                .tag("route", route(end.request().get(CallListener.TEMPLATE)))
                .register(registry)
                .record(end.took());
    }

    private void limit(int now) {
        if (limit.getAndSet(now) == 0) {
            Gauge.builder("fairlead.limit", limit, AtomicInteger::get)
                    .tag("client", client)
                    .register(registry);
        }
    }

    private void time(String name, Duration took) {
        Timer.builder(name).tag("client", client).register(registry).record(took);
    }

    private void asked(CallEvent.TokenAsked question) {
        Counter.builder("fairlead.tokens")
                .tag("client", client)
                .tag("outcome", question.failure().map(FailureTag::of).orElse("completed"))
                .register(registry)
                .increment();
    }

    private void changed(CallEvent.CircuitChanged change) {
        Counter.builder("fairlead.circuit.changes")
                .tag("client", client)
                .tag("to", change.to().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        int wasClosed = change.from() == CircuitState.CLOSED ? 1 : 0;
        int isClosed = change.to() == CircuitState.CLOSED ? 1 : 0;
        notClosed.addAndGet(wasClosed - isClosed);
    }

    private void count(String name, String reason) {
        Counter.builder(name)
                .tag("client", client)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    private static String method(String name) {
        return Methods.KNOWN.contains(name) ? name : Methods.OTHER;
    }

    private String route(String template) {
        if (template.isEmpty()) {
            return "none";
        }
        return routes.knows(template) ? template : "other";
    }

    private static String tag(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed -> "completed";
            case Outcome.Cancelled cancelled -> "cancelled";
            case Outcome.Failed(var failure) -> FailureTag.of(failure);
        };
    }
}
