package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Postgres: a cluster of our settings in {@code data}, its password in {@code password}. */
final class PostgresRecipe implements Recipe {

    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(2);

    private final DataFolder folder;
    private final BinaryCache cache;
    private final RootMode rootMode;
    private final PostgresLogin login;

    PostgresRecipe(DataFolder folder, BinaryCache cache, RootMode rootMode, PostgresLogin login) {
        this.folder = folder;
        this.cache = cache;
        this.rootMode = rootMode;
        this.login = login;
    }

    @Override
    public String server() {
        return "Postgres";
    }

    @Override
    public List<String> prepare(int port) throws IOException {
        Path binaries = cache.postgres();
        Path data = folder.root().resolve("data");
        boolean fresh = !Files.exists(data);
        login.load(fresh);
        Account account = Account.choose(rootMode, folder, binaries);
        if (fresh) {
            initialise(account, binaries, data);
        }
        requireOwnVersion(data);
        PostmasterFile.clean(data, folder.log().file());
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString()));
        settings(port).forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private Map<String, String> settings(int port) {
        // Data that nobody will see again need not survive a power cut.
        String durable = folder.isTemporary() ? "off" : "on";
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("listen_addresses", Ports.HOST),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "100"),
                Map.entry("shared_buffers", "32MB"),
                Map.entry("max_wal_size", "256MB"),
                Map.entry("fsync", durable),
                Map.entry("synchronous_commit", durable),
                Map.entry("full_page_writes", durable),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("log_checkpoints", "off"),
                Map.entry("jit", "off"));
    }

    /** Into a folder beside it, then renamed: a crash halfway leaves nothing that looks like data. */
    private void initialise(Account account, Path binaries, Path data) throws IOException {
        Path fresh = data.resolveSibling("data.new");
        FileTree.delete(fresh);
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + fresh,
                "--username=" + PostgresLogin.USER,
                "--pwfile=" + login.file(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
        if (folder.isTemporary()) {
            command.add("--no-sync");
        }
        ServerProcess initdb = ServerProcess.spawn("initdb", command, folder.root(), folder.log(), INIT_TIMEOUT, null);
        if (!initdb.endsWithin(INIT_TIMEOUT) || initdb.exitCode() != 0) {
            initdb.stop();
            throw failure(
                    "could not create its data in " + data
                            + Symptoms.tell(folder.log().lastLines()),
                    null);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireOwnVersion(Path data) throws IOException {
        Path version = data.resolve("PG_VERSION");
        String found = Files.exists(version) ? Files.readString(version).strip() : "none";
        String own = cache.versions().postgresMajor();
        if (!found.equals(own)) {
            throw failure(
                    "cannot use the data in " + data + ": their version is " + found + ", this Postgres is " + own
                            + "; move that folder away",
                    null);
        }
    }

    @Override
    public boolean answers(int port) {
        try {
            login.check(port);
            return true;
        } catch (SQLException e) {
            // 28P01 invalid_password: it serves, but not us.
            if ("28P01".equals(e.getSQLState())) {
                throw failure("refuses the password kept in " + login.file(), e);
            }
            return false;
        }
    }

    @Override
    public void settle(int port) throws IOException {
        try {
            login.change(port);
        } catch (SQLException e) {
            throw failure("did not accept its new password", e);
        }
    }

    private EmbeddedServerException failure(String what, @Nullable Throwable cause) {
        return new EmbeddedServerException("Postgres " + what, folder.log().file(), cause);
    }
}
