package dev.catchwater.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One statement on a server, as any client would send it. */
final class Sql {

    private Sql() {}

    static void run(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server, server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String one(EmbeddedPostgres server, String sql) throws SQLException {
        return one(server, server.jdbcUrl(), sql);
    }

    static String one(EmbeddedPostgres server, String url, String sql) throws SQLException {
        try (Connection connection = connect(server, url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server, String url) throws SQLException {
        return DriverManager.getConnection(url, server.user(), server.password());
    }
}
