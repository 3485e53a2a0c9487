package dev.catchwater.local.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.local.Board;
import dev.catchwater.local.State;
import dev.catchwater.local.Status;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

    @TempDir
    Path folder;

    private final Board board = new Board();

    @BeforeEach
    void parts() {
        board.add(Parts.store(Stores.POSTGRES, 0));
        board.add(Parts.store(Stores.REDIS, 0));
    }

    @Test
    void externalStoresAreUsedAndNothingIsStartedInTheirPlace() throws Exception {
        var environment = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db.example/x",
                "QUARKUS_REDIS_HOSTS", "redis://cache.example");
        try (Stores stores = stores(environment)) {
            stores.start(List.of("prices")).get(10, TimeUnit.SECONDS);
            assertThat(board.statuses()).allMatch(status -> status.state() == State.READY);
            assertThat(board.statuses()).allMatch(status -> status.pid().isEmpty());
            assertThat(board.statuses()).allMatch(status -> status.note().startsWith("external: QUARKUS_"));
            assertThat(stores.environment("prices")).isEmpty();
            assertThat(stores.canRehearse()).isFalse();
            assertThat(folder.resolve(Stores.POSTGRES)).doesNotExist();
        }
    }

    @Test
    void eachServiceOwnsItsSchemaAndSeesNoOthers() throws Exception {
        try (Stores stores = stores(Map.of())) {
            stores.start(List.of("prices", "weather")).get(3, TimeUnit.MINUTES);
            try (Connection prices = connect(stores, "prices");
                    Connection weather = connect(stores, "weather")) {
                prices.createStatement().execute("CREATE SCHEMA prices; CREATE TABLE prices.offer (id int)");
                assertThatThrownBy(() -> weather.createStatement().execute("SELECT * FROM prices.offer"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
            assertThat(stores.environment("prices").get("QUARKUS_REDIS_HOSTS")).startsWith("redis://:");
            killed(Stores.REDIS);
            killed(Stores.POSTGRES);
            connect(stores, "prices").close();
        }
        assertThat(board.statuses()).allMatch(status -> status.state() == State.DOWN);
    }

    // A store that dies comes back by itself, at the same address and with its data.
    private void killed(String name) {
        long pid = status(name).pid().orElseThrow();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> status(name).state() == State.READY && status(name).restarts() == 1);
        assertThat(status(name).pid().orElseThrow()).isNotEqualTo(pid);
    }

    private Status status(String name) {
        return board.statuses().stream()
                .filter(status -> status.part().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Connection connect(Stores stores, String service) throws SQLException {
        Map<String, String> environment = stores.environment(service);
        return DriverManager.getConnection(
                environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
                environment.get("QUARKUS_DATASOURCE_USERNAME"),
                environment.get("QUARKUS_DATASOURCE_PASSWORD"));
    }

    private Stores stores(Map<String, String> environment) {
        var secrets = new Secrets(folder.resolve("secrets.properties"));
        return new Stores(folder, Map.of(), secrets, new External(environment), board, InstantSource.system());
    }
}
