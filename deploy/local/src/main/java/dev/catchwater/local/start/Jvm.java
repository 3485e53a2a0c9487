package dev.catchwater.local.start;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM flags of a child: chosen for start-up time and memory (DECISIONS.md has the figures). */
final class Jvm {

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=64m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private Jvm() {}

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * A command that uses the cache if there is one.
     *
     * @param program {@code -jar x.jar} or {@code -cp … Main}, with arguments
     */
    static List<String> command(int heap, Path cache, List<String> program) {
        List<String> command = start(heap);
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
            // A cache that does not fit is a slower start, not an event.
            command.add("-Xlog:aot=off");
            command.add("-Xlog:cds=off");
        }
        command.addAll(program);
        return command;
    }

    /** A command that leaves a cache behind when the process ends; it gives way to everybody else. */
    static List<String> rehearsal(int heap, Path cache, List<String> program) {
        List<String> command = new ArrayList<>();
        if (new File("/usr/bin/nice").canExecute()) {
            command.addAll(List.of("/usr/bin/nice", "-n", "19"));
        }
        command.addAll(start(heap));
        command.add("-XX:AOTCacheOutput=" + cache);
        command.addAll(program);
        return command;
    }

    static List<String> flags() {
        return FLAGS;
    }

    private static List<String> start(int heap) {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(FLAGS);
        command.add("-Xmx" + heap + "m");
        return command;
    }
}
