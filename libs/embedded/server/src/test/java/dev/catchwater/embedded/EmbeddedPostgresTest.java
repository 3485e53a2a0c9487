package dev.catchwater.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What any client sees of a running server with temporary data; one server for all. */
class EmbeddedPostgresTest {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void closeDeletesTemporaryData() {
        Path folder = postgres.log().getParent();
        assertThat(folder).exists();
        postgres.close();
        assertThat(folder).doesNotExist();
    }

    @Test
    void itIsPostgres18InUtcAndUtf8() throws SQLException {
        assertThat(Sql.one(postgres, "SHOW server_version")).startsWith("18.");
        // The driver sets its own zone for its session, so the server is asked what it was told.
        assertThat(commandLine()).contains("timezone=UTC");
        assertThat(Sql.one(postgres, "SHOW log_timezone")).isEqualTo("UTC");
        assertThat(Sql.one(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(Sql.one(postgres, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'"))
                .isEqualTo("C.UTF-8");
    }

    @Test
    void itListensOnLoopbackOnlyAndTakesAHundredConnections() throws SQLException {
        assertThat(Sql.one(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(Sql.one(postgres, "SHOW unix_socket_directories")).isEmpty();
        assertThat(Sql.one(postgres, "SHOW max_connections")).isEqualTo("100");
    }

    @Test
    void temporaryDataAreNotSynced() throws SQLException {
        assertThat(Sql.one(postgres, "SHOW fsync")).isEqualTo("off");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThat(postgres.password()).hasSize(24);
    }

    @Test
    void creatingADatabaseTwiceIsHarmless() throws SQLException {
        String name = "Odd \"name\" of/ours?";
        String url = postgres.createDatabase(name);
        Sql.run(postgres, "SELECT 1");
        assertThat(postgres.createDatabase(name)).isEqualTo(url);
        assertThat(Sql.one(postgres, url, "SELECT current_database()")).isEqualTo(name);
    }

    @Test
    void creatingADatabaseFromManyThreadsIsHarmless() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<String>> urls = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> postgres.createDatabase("together")))
                    .toList();
            for (Future<String> url : urls) {
                assertThat(url.get()).isEqualTo(postgres.jdbcUrl("together"));
            }
        }
    }

    @Test
    void aNameThatPostgresWouldCutIsRefused() {
        assertThatThrownBy(() -> postgres.createDatabase("x".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoServersRunSideBySide() throws SQLException {
        try (EmbeddedPostgres other = EmbeddedPostgres.builder().start()) {
            assertThat(other.port()).isNotEqualTo(postgres.port());
            Sql.run(other, "CREATE TABLE only_there (x int)");
            assertThat(Sql.one(postgres, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_there'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void startingARunningServerChangesNothing() {
        long pid = postgres.pid();
        assertThat(postgres.start().pid()).isEqualTo(pid);
    }

    @Test
    void aPortInUseIsNamedWithTheLog() {
        EmbeddedPostgres second =
                EmbeddedPostgres.builder().port(postgres.port()).build();
        assertThatExceptionOfType(EmbeddedServerException.class)
                .isThrownBy(second::start)
                .withMessageStartingWith(
                        "Postgres cannot start because port " + postgres.port() + " on 127.0.0.1 is in use")
                .withMessageContaining("(log: " + second.log() + ")");
        second.close();
        assertThat(second.log().getParent()).doesNotExist();
    }

    @Test
    void thePasswordIsOnNoCommandLineAndInOnePrivateFile() throws Exception {
        String line = ProcessHandle.of(postgres.pid())
                .orElseThrow()
                .info()
                .commandLine()
                .orElse("");
        assertThat(line).contains("postgres").doesNotContain(postgres.password());
        Path file = postgres.log().resolveSibling("password");
        assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
        assertThat(TestCache.read(postgres.log())).doesNotContain(postgres.password());
    }

    private static String commandLine() {
        return ProcessHandle.of(postgres.pid())
                .orElseThrow()
                .info()
                .commandLine()
                .orElse("");
    }
}
