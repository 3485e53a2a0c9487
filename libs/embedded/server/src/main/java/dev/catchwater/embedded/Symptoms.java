package dev.catchwater.embedded;

import java.util.List;

/** What the last words of a server that ended while starting say about the reason. */
final class Symptoms {

    private Symptoms() {}

    static boolean portTaken(List<String> words) {
        return words.stream()
                .anyMatch(line -> line.contains("Address already in use") || line.contains("could not bind"));
    }

    /** Gone by itself soon. */
    static boolean passing(List<String> words) {
        return words.stream().anyMatch(line -> line.contains("pre-existing shared memory block"));
    }

    static String tell(List<String> words) {
        return words.stream()
                .filter(line -> line.contains("FATAL") || line.contains("error") || line.contains("No space left"))
                .reduce((earlier, later) -> later)
                .or(() -> words.stream().reduce((earlier, later) -> later))
                .map(line -> ", saying \"" + line.strip() + "\"")
                .orElse("");
    }
}
