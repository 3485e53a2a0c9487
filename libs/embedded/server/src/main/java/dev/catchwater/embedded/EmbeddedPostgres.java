package dev.catchwater.embedded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A real Postgres 18 on loopback: UTC, UTF-8, SCRAM passwords, no Unix socket, at most 100 connections.
 *
 * <p>Kept data are durable ({@code fsync}); temporary data are not, and are gone after {@link #close()}.
 */
public final class EmbeddedPostgres implements EmbeddedServer {

    /** The superuser. */
    public static final String USER = PostgresLogin.USER;

    // duplicate_database; unique_violation is the same between two sessions at the same moment.
    private static final Set<String> EXISTS_ALREADY = Set.of("42P04", "23505");

    private final PostgresLogin login;
    private final Lifecycle lifecycle;

    private EmbeddedPostgres(Builder builder) {
        DataFolder folder = DataFolder.of("Postgres", builder.dataDir);
        this.login = new PostgresLogin(folder.root().resolve("password"), builder.password);
        BinaryCache cache = new BinaryCache(builder.cacheDir, Platform.current());
        this.lifecycle =
                new Lifecycle(new PostgresRecipe(folder, cache, builder.rootMode, login), folder, builder.settings());
    }

    /** A server with temporary data on a free port, unless told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** The knobs of {@link EmbeddedPostgres}. */
    public static final class Builder extends ServerBuilder<Builder> {

        private RootMode rootMode = RootMode.AUTO;

        private Builder() {}

        /** How to start when this JVM is root; default {@link RootMode#AUTO}. */
        public Builder rootMode(RootMode mode) {
            this.rootMode = mode;
            return this;
        }

        /** A server that is not started yet. */
        public EmbeddedPostgres build() {
            return new EmbeddedPostgres(this);
        }

        /** Builds and starts. */
        public EmbeddedPostgres start() {
            return build().start();
        }

        @Override
        Builder self() {
            return this;
        }
    }

    @Override
    public EmbeddedPostgres start() {
        lifecycle.start();
        return this;
    }

    @Override
    public void stop() {
        lifecycle.stop();
    }

    @Override
    public void close() {
        lifecycle.close();
    }

    @Override
    public boolean isRunning() {
        return lifecycle.isRunning();
    }

    @Override
    public int port() {
        return lifecycle.port();
    }

    @Override
    public long pid() {
        return lifecycle.pid();
    }

    @Override
    public Path log() {
        return lifecycle.log();
    }

    /** The superuser, {@code postgres}. */
    public String user() {
        return USER;
    }

    /** The superuser's password: the given one, or a random one made with the data. @throws IllegalStateException before there is one */
    public String password() {
        return login.password();
    }

    /** {@code jdbc:postgresql://127.0.0.1:<port>/postgres}, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /** The JDBC URL of another database of this server. */
    public String jdbcUrl(String database) {
        return jdbcUrl(port(), database);
    }

    /** {@code postgresql://127.0.0.1:<port>/<database>}, as the Vert.x clients want it. */
    public String reactiveUrl(String database) {
        return reactiveUrl(port(), database);
    }

    /** The JDBC URL of a database of a server known by its port. */
    public static String jdbcUrl(int port, String database) {
        return "jdbc:" + reactiveUrl(port, database);
    }

    /** As {@link #reactiveUrl(String)}, of a server known by its port. */
    public static String reactiveUrl(int port, String database) {
        String path = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return "postgresql://" + Ports.HOST + ":" + port + "/" + path;
    }

    /**
     * Creates a database unless it exists, and answers its JDBC URL.
     *
     * @param name 1 to 63 bytes, taken literally: no folding to lower case
     */
    public String createDatabase(String name) {
        PostgresLogin.requireName(name);
        try (Connection connection = login.connect(port())) {
            if (!exists(connection, name)) {
                create(connection, name);
            }
            return jdbcUrl(name);
        } catch (SQLException e) {
            throw new EmbeddedServerException("The database " + name + " could not be created", log(), e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    private static void create(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
        } catch (SQLException e) {
            if (!EXISTS_ALREADY.contains(e.getSQLState())) {
                throw e;
            }
        }
    }
}
