package dev.catchwater.fairlead.download;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What has to be known of a partial file to go on with it later: a few lines in a file beside it. Written after the
 * partial file has reached the disk; one of another length is of another time, and worth nothing.
 *
 * @param source a digest of the URI, which may hold secrets itself
 */
record Kept(String source, String validator, boolean etag, long bytes, OptionalLong total) {
    private static final String FORM = "fairlead-partial-1";
    private static final int MAX_BYTES = 8 * 1024;

    static String source(URI uri) {
        byte[] text = uri.toString().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Digest.begin("SHA-256").digest(text));
    }

    void write(Path file) throws IOException {
        List<String> lines = List.of(
                FORM, source, validator, Boolean.toString(etag), Long.toString(bytes), Long.toString(total.orElse(-1)));
        Files.write(file, lines, StandardCharsets.ISO_8859_1);
    }

    /** Empty if there is none, or none that can be read. */
    static Optional<Kept> read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            if (lines.size() != 6 || !lines.getFirst().equals(FORM)) {
                return Optional.empty();
            }
            long total = Long.parseLong(lines.get(5));
            return Optional.of(new Kept(
                    lines.get(1),
                    lines.get(2),
                    Boolean.parseBoolean(lines.get(3)),
                    Long.parseLong(lines.get(4)),
                    total < 0 ? OptionalLong.empty() : OptionalLong.of(total)));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
