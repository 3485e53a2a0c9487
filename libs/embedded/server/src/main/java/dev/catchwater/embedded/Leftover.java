package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that outlived the JVM which started it, watchdog and all: recognised by its record, and stopped. */
final class Leftover {

    // The JDK computes start times from the boot time, which moves when the clock is corrected.
    private static final Duration CLOCK_STEP = Duration.ofSeconds(5);

    private Leftover() {}

    static void record(ProcessHandle server, Path file) throws IOException {
        Files.writeString(file, server.pid() + "\n" + started(server).toEpochMilli() + "\n");
    }

    /** Call with the folder's lock held: then the owner of any recorded process is dead. */
    static void stop(DataFolder folder, Duration grace) throws IOException {
        Optional<ProcessHandle> found = find(folder.runRecord());
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle server = found.get();
        folder.log().append("Stopping process " + server.pid() + ", left over from a run that was killed");
        Watchdog.over(server.pid(), grace, null).stopServer();
        try {
            server.onExit().get(grace.toSeconds() + 5, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new EmbeddedServerException(
                    "Process " + server.pid() + " still holds " + folder.root()
                            + " and cannot be stopped: end it by hand",
                    folder.log().file(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException(
                    "Interrupted while stopping a leftover server", folder.log().file(), e);
        }
    }

    private static Optional<ProcessHandle> find(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        // A shorter record was cut off by the crash; then the server's own lock speaks.
        if (lines.size() < 2 || !lines.stream().limit(2).allMatch(line -> line.matches("\\d{1,18}"))) {
            return Optional.empty();
        }
        Instant started = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(started, started(process)).abs().compareTo(CLOCK_STEP) < 0);
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
