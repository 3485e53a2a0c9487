package dev.catchwater.prices.setup;

import dev.catchwater.postgres.keys.KeyTable;
import dev.catchwater.postgres.schema.SchemaStartup;
import dev.catchwater.postgres.sql.BoundedPool;
import dev.catchwater.web.KeyStore;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.health.api.AsyncHealthCheck;
import io.vertx.mutiny.sqlclient.Pool;
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
    KeyStore keys(Pool pool) {
        return new KeyTable(pool);
    }

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
