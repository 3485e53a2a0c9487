package dev.catchwater.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.postgres.Database;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class SchemaStartupTest {

    @Test
    void itIsUpWithTheVersionOnceMigratedAndDownBefore() {
        try (Database database = new Database()) {
            var postgres = database.postgres();
            Flyway flyway = Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
                    .locations("classpath:schema")
                    .load();
            assertThat(answer(flyway).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            flyway.migrate();
            assertThat(answer(flyway).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(answer(flyway).getData().orElseThrow()).containsEntry("version", "3");
        }
    }

    private static HealthCheckResponse answer(Flyway flyway) {
        return new SchemaStartup(flyway).call().await().atMost(Duration.ofSeconds(5));
    }
}
