package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The superuser's password, kept beside the data it opens in a file only its owner may read. */
final class PostgresLogin {

    static final String USER = "postgres";

    private final Path file;
    private final @Nullable String given;
    private volatile @Nullable String current;

    PostgresLogin(Path file, @Nullable String given) {
        this.file = file;
        this.given = given;
    }

    Path file() {
        return file;
    }

    /** @throws IllegalStateException before the first start if no password was given */
    String password() {
        String known = given != null ? given : current;
        if (known == null) {
            throw new IllegalStateException("Postgres gets its password at its first start");
        }
        return known;
    }

    void load(boolean fresh) throws IOException {
        if (fresh) {
            String password = given != null ? given : Secrets.random(24);
            FileTree.writeSecret(file, password);
            current = password;
        } else {
            // Without the file the given one is the only guess.
            current = Files.exists(file) || given == null ? Files.readString(file) : given;
        }
    }

    void check(int port) throws SQLException {
        connect(port).close();
    }

    /** Makes the given password the one that counts. */
    void change(int port) throws SQLException, IOException {
        if (given == null || given.equals(current)) {
            return;
        }
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            // No parameters here; ServerBuilder lets no quote through.
            statement.execute("ALTER ROLE " + USER + " PASSWORD '" + given + "'");
        }
        FileTree.writeSecret(file, given);
        current = given;
    }

    Connection connect(int port) throws SQLException {
        String url = "jdbc:postgresql://" + Ports.HOST + ":" + port + "/postgres";
        Properties properties = new Properties();
        properties.putAll(Map.of("user", USER, "password", String.valueOf(current)));
        properties.putAll(Map.of("connectTimeout", "5", "loginTimeout", "5", "socketTimeout", "30"));
        Connection connection = driver(url).connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not take " + url);
        }
        return connection;
    }

    /** Not by DriverManager, which knows the drivers of one class loader only, and Quarkus has several. */
    private static Driver driver(String url) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, PostgresLogin.class.getClassLoader())) {
            if (driver.acceptsURL(url)) {
                return driver;
            }
        }
        throw new SQLException("there is no Postgres driver on the class path");
    }

    /** @throws IllegalArgumentException if Postgres would cut or refuse the name */
    static void requireName(String database) {
        int bytes = database.getBytes(StandardCharsets.UTF_8).length;
        if (database.isBlank() || bytes > 63 || database.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A database name has 1 to 63 bytes: \"" + database + "\"");
        }
    }
}
