package dev.catchwater.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the servers when the JVM that started them ends without a word. */
class KilledParentTest {

    @TempDir
    private Path folder;

    @Test
    void serversAndTemporaryDataFollowAKilledJvm() throws Exception {
        try (HostJvm host = HostJvm.launch(TestCache.shared(), "-")) {
            HostJvm.Ready ready = host.awaitReady();
            assertThat(ready.postgresFolder()).exists();
            host.kill();
            TestCache.until(() -> !ready.postgres().isAlive() && !ready.redis().isAlive());
            TestCache.until(() -> Files.notExists(ready.postgresFolder()));
        }
    }

    @Test
    void keptDataOfAKilledJvmAreShutDownCleanlyAndStay() throws Exception {
        try (HostJvm host = HostJvm.launch(TestCache.shared(), folder.toString())) {
            HostJvm.Ready ready = host.awaitReady();
            host.kill();
            TestCache.until(() -> !ready.postgres().isAlive() && !ready.redis().isAlive());
            try (EmbeddedPostgres again =
                    EmbeddedPostgres.builder().dataDir(ready.postgresFolder()).start()) {
                assertThat(Sql.one(again, "SELECT count(*) FROM pg_database WHERE datname = 'made_by_host'"))
                        .isEqualTo("1");
                assertThat(TestCache.read(again.log())).doesNotContain("not properly shut down");
            }
        }
    }

    @Test
    void aServerThatOutlivedEvenItsWatchdogIsStoppedAtTheNextStart() throws Exception {
        try (HostJvm host = HostJvm.launch(TestCache.shared(), folder.toString())) {
            HostJvm.Ready ready = host.awaitReady();
            host.process()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains("catchwater-watchdog"))
                    .forEach(ProcessHandle::destroyForcibly);
            host.kill();
            assertThat(ready.postgres().isAlive()).isTrue();
            assertThat(ready.redis().isAlive()).isTrue();
            try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                            .dataDir(ready.postgresFolder())
                            .port(ready.postgresPort())
                            .start();
                    EmbeddedRedis redis = EmbeddedRedis.builder()
                            .dataDir(folder.resolve("redis"))
                            .start()) {
                assertThat(ready.postgres().isAlive()).isFalse();
                assertThat(ready.redis().isAlive()).isFalse();
                assertThat(Sql.one(postgres, "SELECT count(*) FROM pg_database WHERE datname = 'made_by_host'"))
                        .isEqualTo("1");
                assertThat(Resp.ask(redis, "PING")).isEqualTo("+PONG");
            }
        }
    }
}
