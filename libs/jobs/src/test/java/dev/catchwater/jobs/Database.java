package dev.catchwater.jobs;

import dev.catchwater.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real Postgres with the tables of jobs in a schema of a name that needs no quotes. */
public final class Database implements AutoCloseable {
    public static final String SCHEMA = "shop";
    private final EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();

    public Database() {
        run("create schema " + SCHEMA);
        String tables = tables();
        run("set search_path to " + SCHEMA + "; " + tables);
        // As a repeatable migration may, it runs again.
        run("set search_path to " + SCHEMA + "; " + tables);
    }

    private static String tables() {
        try (InputStream in = Jobs.class.getResourceAsStream("/db/jobs/R__jobs.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public DataSource connections() {
        return connections(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    static DataSource connections(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    public void run(String sql) {
        try (Connection connection = connections().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    public String one(String sql) {
        try (Connection connection = connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Override
    public void close() {
        postgres.stop();
    }
}
