package dev.catchwater.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways that only root can try; the build leaves this class out for other users, whose way all other tests go. */
class AsRootTest {

    private static final int NOBODY = 65_534;

    @TempDir
    private Path folder;

    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private EmbeddedPostgres start(RootMode mode) {
        return EmbeddedPostgres.builder()
                .dataDir(folder.resolve("kept"))
                .rootMode(mode)
                .start();
    }

    @Test
    void inANamespaceTheDataStayRoots() throws Exception {
        try (EmbeddedPostgres postgres = start(RootMode.UNSHARE)) {
            assertThat(Sql.one(postgres, "SELECT 1")).isEqualTo("1");
            assertThat(owner("kept/data/PG_VERSION")).isZero();
        }
    }

    @Test
    void throughSetprivItRunsAsNobodyWithoutCapabilities() throws Exception {
        try (EmbeddedPostgres postgres = start(RootMode.SETPRIV)) {
            assertThat(Sql.one(postgres, "SELECT 1")).isEqualTo("1");
            assertThat(owner("kept/data/PG_VERSION")).isEqualTo(NOBODY);
            assertThat(status(postgres)).contains("Uid:\t65534\t65534\t65534\t65534", "CapEff:\t0000000000000000");
        }
    }

    @Test
    void throughSetprivItMayLiveBehindAClosedDoor() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (EmbeddedPostgres postgres = start(RootMode.SETPRIV)) {
            assertThat(Sql.one(postgres, "SELECT 1")).isEqualTo("1");
            // CAP_DAC_OVERRIDE alone.
            assertThat(status(postgres)).contains("Uid:\t65534\t65534\t65534\t65534", "CapEff:\t0000000000000002");
        }
    }

    @Test
    @Tag("proof")
    void dataMayMoveBetweenTheWays() throws Exception {
        try (EmbeddedPostgres postgres = start(RootMode.UNSHARE)) {
            Sql.run(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        for (RootMode mode : List.of(RootMode.SETPRIV, RootMode.AUTO, RootMode.UNSHARE, RootMode.AUTO)) {
            try (EmbeddedPostgres postgres = start(mode)) {
                assertThat(Sql.one(postgres, "SELECT answer FROM kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void anotherUsersDataStayTheirs() throws Exception {
        try (EmbeddedPostgres postgres = start(RootMode.SETPRIV)) {
            assertThat(postgres.isRunning()).isTrue();
        }
        try (EmbeddedPostgres postgres = start(RootMode.AUTO)) {
            assertThat(status(postgres)).contains("Uid:\t65534\t65534\t65534\t65534");
        }
        assertThat(owner("kept/data/PG_VERSION")).isEqualTo(NOBODY);
    }

    @Test
    @Tag("proof")
    void anOrdinaryUserNeedsNoneOfThis() throws Exception {
        String classPath = ReadableClassPath.copyTo(folder.resolve("classes"));
        Path own = Files.createDirectory(folder.resolve("own"));
        FileTree.giveTo(own, NOBODY, NOBODY);
        List<String> asNobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
        try (HostJvm host = HostJvm.launch(
                asNobody, classPath, own.resolve("cache"), own.resolve("data").toString())) {
            HostJvm.Ready ready = host.awaitReady();
            assertThat(TestCache.read(
                            Path.of("/proc", Long.toString(ready.postgres().pid()), "status")))
                    .contains("Uid:\t65534\t65534\t65534\t65534");
            assertThat(host.end()).isZero();
            assertThat(ready.postgres().isAlive()).isFalse();
            assertThat(ready.redis().isAlive()).isFalse();
        }
        assertThat(owner("own/data/postgres/data/PG_VERSION")).isEqualTo(NOBODY);
    }

    private int owner(String name) throws IOException {
        return (Integer) Files.getAttribute(folder.resolve(name), "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static String status(EmbeddedPostgres postgres) throws SQLException {
        assertThat(Sql.one(postgres, "SELECT 1")).isEqualTo("1");
        return TestCache.read(Path.of("/proc", Long.toString(postgres.pid()), "status"));
    }
}
