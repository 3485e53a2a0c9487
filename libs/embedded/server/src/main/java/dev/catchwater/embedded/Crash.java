package dev.catchwater.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * A server process that ended without being asked to.
 *
 * @param server "Postgres" or "Redis"
 * @param exitCode as the shell counts: 128 + n if signal n ended it (137 for a kill -9)
 * @param lastLines at most the last 20 lines it printed, oldest first
 */
public record Crash(String server, long pid, int exitCode, Path log, List<String> lastLines) {

    public Crash {
        lastLines = List.copyOf(lastLines);
    }
}
