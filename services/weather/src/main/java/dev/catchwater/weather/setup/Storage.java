package dev.catchwater.weather.setup;

import dev.catchwater.postgres.schema.SchemaStartup;
import dev.catchwater.postgres.sql.BoundedPool;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.health.api.AsyncHealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Startup;
import org.flywaydb.core.Flyway;

/** What {@code libs/postgres} has for a service that keeps things there. */
@ApplicationScoped
class Storage {

    @Produces
    @Singleton
    PgPoolCreator pool() {
        return new BoundedPool();
    }

    @Produces
    @Startup
    @Singleton
    AsyncHealthCheck schema(Flyway flyway) {
        return new SchemaStartup(flyway);
    }
}
