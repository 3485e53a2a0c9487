package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tiny shell that waits on a pipe from this JVM and shuts a server down when told to, or when the pipe breaks.
 *
 * <p>A pipe breaks however a JVM ends, a {@code kill -9} included, on every Unix. (PR_SET_PDEATHSIG exists on Linux only and
 * fires when the starting thread ends; a shutdown hook does not run at a kill.)
 */
final class Watchdog {

    // $1 server, $2 seconds until it is killed, $3 folder to delete if the JVM is gone. The bound on the second loop is
    // for a
    // container whose init never reaps: there a dead server looks alive for ever.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            read -r word || word=orphaned
            [ "$word" = gone ] && exit 0
            kill -INT "$1" 2>/dev/null
            i=0
            while kill -0 "$1" 2>/dev/null && [ "$i" -lt $(($2 + 5)) ]; do
              [ "$i" -ge "$2" ] && kill -KILL "$1" 2>/dev/null
              i=$((i + 1))
              sleep 1
            done
            [ "$word" = orphaned ] && [ -n "$3" ] && rm -rf -- "$3"
            exit 0
            """;

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    static Watchdog over(long pid, Duration grace, @Nullable Path deleteIfOrphaned) throws IOException {
        List<String> command = new ArrayList<>(Session.prefix());
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "catchwater-watchdog", Long.toString(pid)));
        command.add(Long.toString(Math.max(1, grace.toSeconds())));
        command.add(deleteIfOrphaned == null ? "" : deleteIfOrphaned.toString());
        return new Watchdog(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Shuts the server down: asks, waits for the grace, kills. Returns at once. */
    void stopServer() {
        say("stop");
    }

    /** The server is gone: its number may belong to another process soon. */
    void standDown() {
        say("gone");
        shell.destroyForcibly();
    }

    private void say(String word) {
        try {
            shell.getOutputStream().write((word + "\n").getBytes(StandardCharsets.US_ASCII));
            shell.getOutputStream().close();
        } catch (IOException e) {
            // It has gone already, with the server or by somebody's kill.
        }
    }
}
