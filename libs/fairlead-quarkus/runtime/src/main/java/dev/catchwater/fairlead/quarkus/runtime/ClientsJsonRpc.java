package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.breaker.CircuitView;
import dev.catchwater.fairlead.client.HttpClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the page in the Dev UI asks for. */
public final class ClientsJsonRpc {
    private final Clients clients;

    ClientsJsonRpc(Clients clients) {
        this.clients = clients;
    }

    /** The clients as they are now: name, in flight, limit, queued, circuits. */
    public JsonArray clients() {
        JsonArray all = new JsonArray();
        clients.all().forEach((name, client) -> all.add(view(name, client)));
        return all;
    }

    private static JsonObject view(String name, HttpClient client) {
        JsonArray circuits = new JsonArray();
        client.circuits().forEach(circuit -> circuits.add(view(circuit)));
        return new JsonObject()
                .put("name", name)
                .put("inFlight", client.inFlight())
                .put("limit", client.limit())
                .put("queued", client.queued())
                .put("circuits", circuits);
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
