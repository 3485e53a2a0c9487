package dev.catchwater.load.candidate;

import java.util.List;
import java.util.Map;

/** How a process is started. */
public record Launch(List<String> command, Map<String, String> environment) {
    Launch(String... command) {
        this(List.of(command), Map.of());
    }
}
