package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.EndpointState;
import dev.catchwater.fairlead.balance.EndpointView;
import dev.catchwater.fairlead.breaker.CircuitView;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.config.ClientConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows the circuits and endpoints of each client; down only while a circuit is open whose client says that this matters.
 * There is no liveness check: an upstream in trouble is no reason to start this application anew.
 */
@Readiness
@Singleton
final class CircuitsCheck implements HealthCheck {
    /** Of each client, those that are not closed; more are only counted. */
    private static final int SHOWN = 10;

    private final Clients clients;

    CircuitsCheck(Clients clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Fairlead circuits").up();
        clients.all().forEach((name, client) -> add(answer, name, client));
        return answer.build();
    }

    private void add(HealthCheckResponseBuilder answer, String name, HttpClient client) {
        List<CircuitView> circuits = client.circuits();
        List<CircuitView> open = circuits.stream()
                .filter(circuit -> circuit.state() == CircuitState.OPEN)
                .toList();
        answer.withData(name, open.size() + " of " + circuits.size() + " open");
        circuits.stream()
                .filter(circuit -> circuit.state() != CircuitState.CLOSED)
                .limit(SHOWN)
                .forEach(circuit -> answer.withData(name + " " + circuit.origin(), text(circuit)));
        Map<String, List<EndpointView>> endpoints = client.endpoints().stream()
                .collect(Collectors.groupingBy(EndpointView::origin, TreeMap::new, Collectors.toList()));
        endpoints.forEach((origin, all) -> answer.withData(
                name + " " + origin + " endpoints",
                all.stream()
                                .filter(endpoint -> endpoint.state() == EndpointState.AVAILABLE)
                                .count() + " of " + all.size() + " available"));
        if (!open.isEmpty() && clients.config(name).health() == ClientConfig.Health.DOWN) {
            answer.down();
        }
    }

    private static String text(CircuitView circuit) {
        return circuit.state() == CircuitState.HALF_OPEN
                ? "half open"
                : circuit.retryAt().map(until -> "open until " + until).orElse("open");
    }
}
