package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.breaker.CircuitView;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.config.ClientConfig;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Shows the circuits of each client; down only while one is open whose client says that this matters. */
@Readiness
@Singleton
final class CircuitsCheck implements HealthCheck {
    /** Of each client; more are only counted. */
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
        open.stream()
                .limit(SHOWN)
                .forEach(circuit -> answer.withData(
                        name + " " + circuit.origin(),
                        circuit.retryAt().map(until -> "open until " + until).orElse("open")));
        if (!open.isEmpty() && clients.config(name).health() == ClientConfig.Health.DOWN) {
            answer.down();
        }
    }
}
