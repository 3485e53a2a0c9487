package dev.catchwater.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose data outlive it: stop, crash, start again. */
class KeptPostgresTest {

    private static Path made;

    @TempDir
    private Path folder;

    private final BlockingQueue<Crash> crashes = new LinkedBlockingQueue<>();
    private Path data;

    /** Made once: the tests of this class start from a copy. */
    @BeforeAll
    static void makeData(@TempDir Path folder) {
        made = folder.resolve("made");
        EmbeddedPostgres.builder().dataDir(made).start().close();
    }

    @BeforeEach
    void copyData() throws IOException {
        data = folder.resolve("kept");
        FolderCopy.of(made, data);
    }

    private EmbeddedPostgres.Builder kept() {
        return EmbeddedPostgres.builder().dataDir(data).onCrash(crashes::add);
    }

    @Test
    void dataPortAndPasswordSurviveAStop() throws SQLException {
        try (EmbeddedPostgres postgres = kept().start()) {
            int port = postgres.port();
            String password = postgres.password();
            Sql.run(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
            assertThat(Sql.one(postgres, "SHOW fsync")).isEqualTo("on");
            postgres.stop();
            assertThat(postgres.isRunning()).isFalse();
            postgres.start();
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(postgres.password()).isEqualTo(password);
            assertThat(Sql.one(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(TestCache.read(data.resolve("postgres.log")))
                .contains("database system is shut down")
                .doesNotContain("not properly shut down");
        assertThat(crashes).isEmpty();
    }

    @Test
    void anotherObjectFindsTheDataAndMayChangeThePassword() throws SQLException {
        try (EmbeddedPostgres first = kept().start()) {
            Sql.run(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (EmbeddedPostgres second = kept().password("chosen-later").start()) {
            assertThat(Sql.one(second, "SELECT answer FROM kept")).isEqualTo("42");
        }
        try (EmbeddedPostgres third = kept().start()) {
            assertThat(third.password()).isEqualTo("chosen-later");
        }
    }

    @Test
    void aKilledServerIsReportedOnceAndStartsAgainWithItsData() throws Exception {
        try (EmbeddedPostgres postgres = kept().start()) {
            int port = postgres.port();
            long pid = postgres.pid();
            Sql.run(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Crash crash = crashes.poll(60, TimeUnit.SECONDS);
            assertThat(crash).isNotNull();
            assertThat(crash.server()).isEqualTo("Postgres");
            assertThat(crash.pid()).isEqualTo(pid);
            assertThat(crash.exitCode()).isEqualTo(137);
            assertThat(crash.log()).isEqualTo(postgres.log());
            assertThat(crash.lastLines()).isNotEmpty();
            assertThat(postgres.isRunning()).isFalse();
            postgres.start();
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(postgres.pid()).isNotEqualTo(pid);
            assertThat(Sql.one(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(crashes).isEmpty();
    }

    @Test
    void aStopDuringTheStartEndsTheStart() throws Exception {
        EmbeddedPostgres postgres = kept().build();
        BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
        Thread starter = Thread.ofPlatform().start(() -> {
            try {
                postgres.start();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        TestCache.until(postgres::isRunning);
        postgres.stop();
        starter.join();
        assertThat(postgres.isRunning()).isFalse();
        assertThat(crashes).isEmpty();
        // Whoever was first: either the start had just succeeded, or it says that it was stopped.
        assertThat(failures).allSatisfy(e -> assertThat(e).hasMessageContaining("was stopped while starting"));
        postgres.close();
    }

    @Test
    void aLockWhoseNumberBelongsToSomethingElseIsNoObstacle() throws Exception {
        try (EmbeddedPostgres postgres = kept().start()) {
            Path lock = data.resolve("data/postmaster.pid");
            String content = Files.readString(lock);
            long pid = postgres.pid();
            postgres.stop();
            Process stranger = new ProcessBuilder("sleep", "600").start();
            try {
                Files.writeString(lock, content.replaceFirst(Long.toString(pid), Long.toString(stranger.pid())));
                postgres.start();
                assertThat(postgres.isRunning()).isTrue();
                assertThat(stranger.isAlive()).isTrue();
            } finally {
                stranger.destroyForcibly();
            }
        }
    }

    @Test
    void dataOfAnotherVersionAreRefusedUntouched() throws Exception {
        Path version = data.resolve("data/PG_VERSION");
        Files.writeString(version, "16\n");
        assertThatExceptionOfType(EmbeddedServerException.class)
                .isThrownBy(() -> kept().start())
                .withMessageContaining("their version is 16, this Postgres is 18")
                .withMessageContaining(data.toString())
                .withMessageContaining("postgres.log");
        assertThat(version).hasContent("16");
    }

    @Test
    void aFolderInUseIsNamed() {
        try (EmbeddedPostgres postgres = kept().start()) {
            assertThatExceptionOfType(EmbeddedServerException.class)
                    .isThrownBy(() -> kept().start())
                    .withMessageContaining("The data folder " + data + " is in use");
            assertThat(postgres.isRunning()).isTrue();
        }
    }

    @Test
    void aServerThatWillNotShutDownIsKilledInBoundedTime() throws Exception {
        EmbeddedPostgres postgres = kept().stopTimeout(Duration.ofSeconds(1)).start();
        long pid = postgres.pid();
        // A stopped process gets the polite signal only when it is continued, but dies of the impolite one.
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
        postgres.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(crashes).isEmpty();
    }

    @Test
    void abandonedHalvesOfACreationAreReplaced() throws Exception {
        FileTree.delete(data.resolve("data"));
        Files.createDirectories(data.resolve("data.new/base"));
        Files.writeString(data.resolve("data.new/PG_VERSION"), "18\n");
        try (EmbeddedPostgres postgres = kept().start()) {
            assertThat(postgres.isRunning()).isTrue();
            assertThat(data.resolve("data.new")).doesNotExist();
        }
    }
}
