package dev.catchwater.embedded.deployment;

import dev.catchwater.embedded.EmbeddedPostgres;
import io.quarkus.deployment.builditem.Startable;
import io.quarkus.runtime.LaunchMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A database for the application in the JVM's temporary Postgres. */
final class PostgresService implements Startable {

    private final String name;
    private final String database;
    private volatile @Nullable JvmWide server;

    PostgresService(LaunchMode mode, String database) {
        this.name = "postgres." + mode.getDefaultProfile() + "." + database;
        this.database = database;
    }

    @Override
    public void start() {
        server = JvmWide.get(name, () -> {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            postgres.createDatabase(database);
            return new JvmWide(postgres.pid(), postgres.port(), postgres.password());
        });
    }

    private JvmWide server() {
        return Objects.requireNonNull(server, "Postgres was not started");
    }

    String user() {
        return EmbeddedPostgres.USER;
    }

    String password() {
        return server().password();
    }

    String jdbcUrl() {
        return EmbeddedPostgres.jdbcUrl(server().port(), database);
    }

    String reactiveUrl() {
        return EmbeddedPostgres.reactiveUrl(server().port(), database);
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

    /** The next application of this JVM uses it again. */
    @Override
    public void close() {}
}
