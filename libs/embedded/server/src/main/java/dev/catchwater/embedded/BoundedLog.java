package dev.catchwater.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log file that never grows past its limit: when full it becomes {@code .1}, replacing the one before. */
final class BoundedLog {

    private static final int REMEMBERED_LINES = 20;
    private static final int LONGEST_LINE = 8 * 1024;

    private final Path file;
    private final long limit;
    private final ArrayDeque<String> last = new ArrayDeque<>();

    BoundedLog(Path file, long limitBytes) {
        this.file = file;
        this.limit = limitBytes;
    }

    Path file() {
        return file;
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    synchronized void forget() {
        last.clear();
    }

    /** Copies a process's output line by line until it ends. */
    Thread follow(String name, InputStream output) {
        return Thread.ofPlatform().daemon().name(name + "-log").start(() -> copy(output));
    }

    private void copy(InputStream output) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = nextLine(reader); line != null; line = nextLine(reader)) {
                append(line);
            }
        } catch (IOException e) {
            append("The end of the output is missing: " + e.getMessage());
        }
    }

    /** As readLine, but a line without end cannot fill the memory: it is cut into several. */
    private static @Nullable String nextLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n' && line.length() < LONGEST_LINE) {
            line.append((char) c);
            c = reader.read();
        }
        if (c >= 0 && c != '\n') {
            line.append((char) c);
        }
        return line.toString();
    }

    synchronized void append(String line) {
        last.addLast(line);
        if (last.size() > REMEMBERED_LINES) {
            last.removeFirst();
        }
        // A full disk must not stop the reading: a server whose output nobody reads hangs.
        try {
            if (Files.exists(file) && Files.size(file) > limit) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            try (Writer writer = Files.newBufferedWriter(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                writer.append(line).append('\n');
            }
        } catch (IOException e) {
            last.addLast("(not written to " + file + ": " + e.getMessage() + ")");
        }
    }
}
