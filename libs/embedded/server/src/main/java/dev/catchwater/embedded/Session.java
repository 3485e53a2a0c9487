package dev.catchwater.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Commands of the system, and the session that child processes get so that a Ctrl-C reaches only the JVM. */
final class Session {

    private Session() {}

    /** Empty where there is no {@code setsid} (macOS): there a Ctrl-C in a terminal reaches the servers too. */
    static List<String> prefix() {
        return find("setsid").map(path -> List.of(path.toString())).orElse(List.of());
    }

    static Optional<Path> find(String command) {
        String path = System.getenv("PATH");
        String folders = (path == null ? "" : path) + ":/usr/bin:/bin:/usr/sbin:/sbin";
        return Stream.of(folders.split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
