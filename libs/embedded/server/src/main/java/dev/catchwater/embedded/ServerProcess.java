package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a server: its process, the watchdog beside it and the thread that copies its output. */
final class ServerProcess {

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private final Process process;
    private final Watchdog watchdog;
    private final Thread output;
    private final Duration grace;

    private ServerProcess(Process process, Watchdog watchdog, Thread output, Duration grace) {
        this.process = process;
        this.watchdog = watchdog;
        this.output = output;
        this.grace = grace;
    }

    static ServerProcess spawn(
            String name, List<String> command, Path folder, BoundedLog log, Duration grace, @Nullable Path temporary)
            throws IOException {
        List<String> all = new ArrayList<>(Session.prefix());
        all.addAll(command);
        Process process = builder(all, folder).start();
        Thread output = log.follow(name, process.getInputStream());
        try {
            Watchdog watchdog = Watchdog.over(process.pid(), grace, temporary);
            CompletableFuture<Void> _ = process.onExit().thenRun(watchdog::standDown);
            return new ServerProcess(process, watchdog, output, grace);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** In a plain environment: what a developer has set for a Postgres of theirs must not change ours. */
    static ProcessBuilder builder(List<String> command, Path folder) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        return builder.redirectInput(
                ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As the shell counts; only after the end. */
    int exitCode() {
        return process.exitValue();
    }

    void onExit(Runnable action) {
        CompletableFuture<Void> _ =
                process.onExit().thenRun(() -> Thread.ofVirtual().start(action));
    }

    /** Waits for the end of the process and of its output; false if it still runs after that time. */
    boolean endsWithin(Duration time) {
        try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            output.join(LAST_WORDS.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new EmbeddedServerException("Interrupted while waiting for a server, which was killed", null, e);
        }
    }

    /** Returns when the process is gone. */
    void stop() {
        watchdog.stopServer();
        if (!endsWithin(grace.plus(AFTER_KILL))) {
            process.destroyForcibly();
            endsWithin(AFTER_KILL);
        }
    }
}
