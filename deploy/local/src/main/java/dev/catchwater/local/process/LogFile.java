package dev.catchwater.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a process prints: {@code <name>.log}, and the one before it in {@code <name>.log.1}. A new file begins at each
 * start of the launcher and whenever the limit is reached, so that both together hold at most twice the limit.
 */
public final class LogFile {

    private static final long LIMIT = 8L * 1024 * 1024;
    private static final int TAIL = 64 * 1024;
    private static final Charset CHARSET = StandardCharsets.UTF_8;

    private final Path path;
    private final long limit;

    /** The log of a part. */
    public LogFile(Path path) {
        this(path, LIMIT);
    }

    LogFile(Path path, long limit) {
        this.path = path;
        this.limit = limit;
    }

    /** The newest file. */
    public Path path() {
        return path;
    }

    /** Puts the former file aside. */
    public void rotate() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        if (Files.exists(path)) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Copies until the process closes its end. A full disk loses output; the process never waits for it. */
    void drain(InputStream output) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
            append(buffer, n);
        }
    }

    private void append(byte[] bytes, int length) {
        try {
            if (Files.exists(path) && Files.size(path) >= limit) {
                rotate();
            }
            try (OutputStream file =
                    Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                file.write(bytes, 0, length);
            }
        } catch (IOException full) {
            // What was printed is lost; that the disk is full shows in whatever needs it next.
            return;
        }
    }

    /** The last lines, oldest first; empty if there is no file. */
    public List<String> tail(int lines) {
        try (var channel = Files.newByteChannel(path)) {
            channel.position(Math.max(0, channel.size() - TAIL));
            byte[] bytes = Channels.newInputStream(channel).readNBytes(TAIL);
            List<String> all = new String(bytes, CHARSET).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The line that says best why a process ended: a full disk, else the last error, else the last line. */
    public Optional<String> reason() {
        List<String> lines = tail(200);
        return last(lines, "no space left on device")
                .or(() -> last(lines, "caused by:"))
                .or(() -> last(lines, "error"))
                .or(() -> last(lines, ""))
                .map(line -> line.length() > 240 ? line.substring(0, 240) + "…" : line);
    }

    private static Optional<String> last(List<String> lines, String word) {
        return lines.reversed().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.toLowerCase(Locale.ROOT).contains(word))
                .findFirst();
    }
}
