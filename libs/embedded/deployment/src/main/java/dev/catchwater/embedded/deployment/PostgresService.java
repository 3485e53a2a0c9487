package dev.catchwater.embedded.deployment;

import dev.catchwater.embedded.EmbeddedPostgres;
import io.quarkus.deployment.builditem.Startable;
import org.jspecify.annotations.Nullable;

/** A temporary Postgres with one database for the application. */
final class PostgresService implements Startable {

    private final EmbeddedPostgres server = EmbeddedPostgres.builder().build();
    private final String database;

    PostgresService(String database) {
        this.database = database;
    }

    @Override
    public void start() {
        server.start().createDatabase(database);
    }

    String user() {
        return server.user();
    }

    String password() {
        return server.password();
    }

    String jdbcUrl() {
        return server.jdbcUrl(database);
    }

    String reactiveUrl() {
        return server.reactiveUrl(database);
    }

    @Override
    public String getConnectionInfo() {
        return reactiveUrl();
    }

    /** There is no container. */
    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        server.close();
    }
}
