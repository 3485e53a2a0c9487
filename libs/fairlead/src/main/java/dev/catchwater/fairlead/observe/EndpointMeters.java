package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of endpoints. Origins that have several are configured, so that there are few of them. */
final class EndpointMeters {
    private record Numbers(AtomicInteger available, AtomicInteger known) {}

    private final MeterRegistry registry;
    private final String client;
    private final Map<String, Numbers> origins = new ConcurrentHashMap<>();

    EndpointMeters(MeterRegistry registry, String client) {
        this.registry = registry;
        this.client = client;
    }

    void changed(CallEvent.EndpointChanged change) {
        Numbers numbers = origins.computeIfAbsent(change.origin(), this::register);
        numbers.available().set(change.available());
        numbers.known().set(change.known());
        Counter.builder("fairlead.endpoint.changes")
                .tag("client", client)
                .tag("origin", change.origin())
                .tag("to", change.to().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    private Numbers register(String origin) {
        Numbers numbers = new Numbers(new AtomicInteger(), new AtomicInteger());
        gauge(origin, "available", numbers.available());
        gauge(origin, "known", numbers.known());
        return numbers;
    }

    private void gauge(String origin, String state, AtomicInteger number) {
        Gauge.builder("fairlead.endpoints", number, AtomicInteger::get)
                .tag("client", client)
                .tag("origin", origin)
                .tag("state", state)
                .register(registry);
    }
}
