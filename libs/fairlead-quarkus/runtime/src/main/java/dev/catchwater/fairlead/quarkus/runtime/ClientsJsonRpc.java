package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.balance.EndpointView;
import dev.catchwater.fairlead.breaker.CircuitView;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.observe.patterns.Figures;
import dev.catchwater.fairlead.observe.patterns.PatternView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What the page in the Dev UI asks for. */
public final class ClientsJsonRpc {
    /** Patterns of each client, the busiest first. */
    private static final int SHOWN = 50;

    private static final double NO_RATIO = -1;

    private final Clients clients;
    private final CacheTallies caches;

    ClientsJsonRpc(Clients clients, CacheTallies caches) {
        this.clients = clients;
        this.caches = caches;
    }

    /** The clients as they are now: name, in flight, limit, queued, circuits, endpoints, what the cache answers, patterns. */
    public JsonArray clients() {
        JsonArray all = new JsonArray();
        clients.all().forEach((name, client) -> all.add(view(name, client)));
        return all;
    }

    private JsonObject view(String name, HttpClient client) {
        JsonArray circuits = new JsonArray();
        client.circuits().forEach(circuit -> circuits.add(view(circuit)));
        JsonArray endpoints = new JsonArray();
        client.endpoints().forEach(endpoint -> endpoints.add(view(endpoint)));
        JsonArray patterns = new JsonArray();
        client.patterns().stream().limit(SHOWN).forEach(pattern -> patterns.add(view(pattern)));
        return new JsonObject()
                .put("patterns", patterns)
                .put("name", name)
                .put("inFlight", client.inFlight())
                .put("limit", client.limit())
                .put("queued", client.queued())
                .put("circuits", circuits)
                .put("endpoints", endpoints)
                .put("cacheHits", caches.hitRatio(name).orElse(NO_RATIO));
    }

    private static JsonObject view(EndpointView endpoint) {
        return new JsonObject()
                .put("origin", endpoint.origin())
                .put("endpoint", endpoint.endpoint())
                .put("state", endpoint.state().name())
                .put("inFlight", endpoint.inFlight())
                .put("latencyMillis", endpoint.latency().toMillis());
    }

    private static JsonObject view(PatternView pattern) {
        Figures recent = pattern.recent();
        return new JsonObject()
                .put("origin", pattern.origin())
                .put("route", pattern.route())
                .put("perSecond", recent.perSecond())
                .put("errorRatio", recent.errorRatio())
                .put("p50Millis", millis(recent.latencies().p50()))
                .put("p95Millis", millis(recent.latencies().p95()))
                .put("p99Millis", millis(recent.latencies().p99()))
                .put("usualP95Millis", millis(pattern.before().latencies().p95()))
                .put("sentBytes", recent.sent().mean())
                .put("receivedBytes", recent.received().mean())
                .put("slower", pattern.slower())
                .put("failing", pattern.failing());
    }

    private static double millis(Duration latency) {
        return latency.toNanos() / 1e6;
    }

    private static JsonObject view(CircuitView circuit) {
        return new JsonObject()
                .put("origin", circuit.origin())
                .put("state", circuit.state().name())
                .put("retryAt", circuit.retryAt().map(Object::toString).orElse(""))
                .put("calls", circuit.calls())
                .put("failures", circuit.failures());
    }
}
