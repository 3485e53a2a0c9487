package dev.catchwater.load.edge;

import dev.catchwater.load.process.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds at a moment, by its own account and the system's.
 *
 * @param heap bytes in use after a collection
 * @param outside bytes it has taken outside the heap for buffers and arenas
 * @param resident proportional set size
 */
record Footprint(long heap, long outside, long resident) {
    private static final Pattern HEAP = Pattern.compile("Total +\\d+ +(\\d+)");
    /** Where native memory tracking counts direct buffers and foreign memory. */
    private static final Pattern OTHER = Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");

    /** Of a server that was started with {@code -XX:NativeMemoryTracking=summary}; it collects first. */
    static Footprint of(Contestant server) throws IOException, InterruptedException {
        return new Footprint(
                figure(server, HEAP, "GC.class_histogram"),
                figure(server, OTHER, "VM.native_memory", "summary") * 1_024,
                server.residentBytes());
    }

    private static long figure(Contestant server, Pattern pattern, String... question)
            throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> command = new ArrayList<>(
                List.of(jcmd.toString(), Long.toString(server.process().pid())));
        command.addAll(List.of(question));
        try (Child child = Child.start(Child.CLIENT, command)) {
            Matcher found = pattern.matcher(child.words());
            if (!found.find()) {
                throw new IllegalStateException(server.name() + " does not tell of " + List.of(question));
            }
            return Long.parseLong(found.group(1));
        }
    }
}
