package dev.catchwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.local.Board;
import dev.catchwater.local.process.PidFiles;
import dev.catchwater.local.process.Probe;
import dev.catchwater.local.start.Rehearsals.Play;
import dev.catchwater.local.stores.External;
import dev.catchwater.local.stores.Secrets;
import dev.catchwater.local.stores.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalsTest {

    private static final Map<String, String> STORES = Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db.example/x",
            "QUARKUS_REDIS_HOSTS", "redis://cache.example");

    @TempDir
    Path tree;

    @Test
    void aRehearsalAsksNoUpstreamAndLeavesTheKeysOfTheRealServiceAlone() throws Exception {
        for (Play play : plays("")) {
            if (!play.program().name().equals(PortPlan.SANDBOX)) {
                Map<String, String> environment = play.run().environment();
                assertThat(environment).containsEntry("CATCHWATER_AGGREGATOR_SEED_SOURCES", "");
                assertThat(List.of("CATCHWATER_WEB_ADMIN_KEY_FILE", "CATCHWATER_WEB_KEY_FILE"))
                        .allSatisfy(file -> assertThat(Path.of(environment.get(file)))
                                .startsWithRaw(tree.resolve(".catchwater/data/rehearsal")));
            }
        }
    }

    @Test
    void whatIsLeftOutDoesNotRehearse() throws Exception {
        assertThat(plays("prices,edge"))
                .extracting(play -> play.program().name())
                .containsExactly("sandbox", "aggregator", "weather", "trading");
    }

    private List<Play> plays(String except) throws IOException {
        Options options = Options.read(false, Map.of("EXCEPT", except));
        Installation installation = new Installation(tree);
        for (Service service : Service.ALL) {
            if (options.starts(service)) {
                Path app = tree.resolve("services").resolve(service.name()).resolve("target/quarkus-app");
                Files.createDirectories(app);
                Files.createFile(app.resolve("quarkus-run.jar"));
            }
        }
        Secrets secrets = new Secrets(installation.secrets());
        Programs programs = new Programs(installation, new PortPlan(Map.of()), secrets, Map.of());
        InstantSource clock = InstantSource.system();
        try (Probe probe = new Probe();
                Stores stores =
                        new Stores(installation.data(), Map.of(), secrets, new External(STORES), new Board(), clock)) {
            Rehearsal rehearsal = new Rehearsal(installation, new PidFiles(installation.pids()), probe, clock);
            return new Rehearsals(programs, stores, installation, rehearsal, options).plays();
        }
    }
}
