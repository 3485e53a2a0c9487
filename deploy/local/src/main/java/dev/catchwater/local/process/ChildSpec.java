package dev.catchwater.local.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a part is run as a process.
 *
 * @param environment added to the launcher's own
 * @param readiness answers 200 when the part is ready
 * @param information answers JSON that holds the version
 * @param terminal whether it has the launcher's terminal instead of a log file
 */
public record ChildSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Path log,
        URI readiness,
        Optional<URI> information,
        boolean terminal) {

    /** Fixes command and environment. */
    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    // The environment holds passwords.
    @Override
    public String toString() {
        return "ChildSpec[" + name + "]";
    }
}
