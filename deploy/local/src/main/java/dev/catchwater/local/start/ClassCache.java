package dev.catchwater.local.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program's cache of loaded and linked classes (JEP 514). Its name holds a hash of what it was made from: the JDK, the
 * flags, and name, size and time of each jar; so a cache of another build is never even opened.
 */
record ClassCache(Path folder, String name, List<Path> jars) {

    private static final String SUFFIX = ".aot";

    /** Where the cache for these jars is, or would be. */
    Path file() {
        return folder.resolve(name + "-" + hash() + SUFFIX);
    }

    /** Removes the caches that other builds of the program left. */
    void removeOthers() throws IOException {
        Path mine = file();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path other : files.filter(this::isOfThis).toList()) {
                if (!other.equals(mine)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    private boolean isOfThis(Path file) {
        return file.getFileName().toString().startsWith(name + "-");
    }

    /** All jars below a folder, in a fixed order. */
    static List<Path> jarsBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            feed(digest, Runtime.version() + System.getProperty("java.home") + Jvm.flags());
            for (Path jar : jars) {
                feed(
                        digest,
                        jar + " " + Files.size(jar) + " "
                                + Files.getLastModifiedTime(jar).toMillis());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void feed(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
