package dev.catchwater.postgres.schema;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.flywaydb.core.Flyway;

/** Startup check: names the version that the schema was migrated to when the process started. */
public final class SchemaStartup implements AsyncHealthCheck {

    private final HealthCheckResponse answer;

    // Read once: only a start migrates, and a probe must not cost a query.
    /** The check, with what Flyway knows now. */
    public SchemaStartup(Flyway flyway) {
        var current = flyway.info().current();
        answer = current == null || current.getVersion() == null
                ? HealthCheckResponse.named("schema").down().build()
                : HealthCheckResponse.named("schema")
                        .up()
                        .withData("version", current.getVersion().getVersion())
                        .build();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(answer);
    }
}
