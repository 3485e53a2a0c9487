package dev.catchwater.local.stores;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The database users: one a service, each of which may make schemas of its own and sees no other's. */
final class Roles implements AutoCloseable {

    private final Connection connection;

    /** Connects as the superuser. */
    Roles(String jdbcUrl, String user, String password) throws SQLException {
        this.connection = DriverManager.getConnection(jdbcUrl, user, password);
    }

    /**
     * Makes sure that the role can log in with this password and own schemas in the databases.
     *
     * @param name lower-case letters
     * @param password hexadecimal digits, since Postgres takes no parameters here
     */
    void allow(String name, String password, String... databases) throws SQLException {
        if (!name.matches("[a-z]+") || !password.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("not a role's name or password: " + name);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    (exists(name) ? "ALTER" : "CREATE") + " ROLE \"" + name + "\" LOGIN PASSWORD '" + password + "'");
            for (String database : databases) {
                statement.execute("REVOKE ALL ON DATABASE \"" + database + "\" FROM PUBLIC");
                statement.execute(
                        "GRANT CONNECT, CREATE, TEMPORARY ON DATABASE \"" + database + "\" TO \"" + name + "\"");
            }
        }
    }

    private boolean exists(String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
