package dev.catchwater.edge.setup.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Certificates as files of PEM, chain first to last: {@code NAME.crt} with {@code NAME.key}, {@code NAME.pem} with both in it, or
 * a folder {@code NAME} with {@code tls.crt} and {@code tls.key}, as Kubernetes mounts secrets. The one called {@code default}
 * comes first, the others by name. Names that begin with a dot are passed over. Not for event loops; for one thread at a time.
 */
public final class CertificateFolder {
    private static final int MOST = 1_000;
    private static final long LARGEST = 256 * 1024;
    private static final String FIRST = "default";

    private final Vertx vertx;
    private final Path folder;
    private Map<Path, String> seen = Map.of();

    private record Pair(Path certificate, Path key) {}

    /** @param vertx reads PEM */
    public CertificateFolder(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
    }

    /**
     * What there is now.
     *
     * @throws IOException if a file is missing, too large or no PEM, or there is none at all
     */
    public KeyCertOptions read() throws IOException {
        Map<String, Pair> pairs = pairs();
        seen = looks(pairs);
        PemKeyCertOptions all = new PemKeyCertOptions();
        Pair first = pairs.remove(FIRST);
        if (first != null) {
            add(first, all);
        }
        for (Pair pair : pairs.values()) {
            add(pair, all);
        }
        if (all.getCertValues().isEmpty()) {
            throw new IOException(
                    "there is no NAME.crt with NAME.key, no NAME.pem and no NAME/tls.crt with NAME/tls.key");
        }
        return all;
    }

    /**
     * What there is now, if files have changed since the last look.
     *
     * @throws IOException as {@link #read}, once for each change
     */
    public Optional<KeyCertOptions> changed() throws IOException {
        return looks(pairs()).equals(seen) ? Optional.empty() : Optional.of(read());
    }

    private void add(Pair pair, PemKeyCertOptions all) throws IOException {
        Buffer certificate = content(pair.certificate());
        Buffer key = content(pair.key());
        try {
            var _ = new PemKeyCertOptions()
                    .addCertValue(certificate)
                    .addKeyValue(key)
                    .getKeyManagerFactory(vertx);
        } catch (Exception unreadable) {
            // Its words may quote the key.
            throw new IOException(folder.relativize(pair.certificate()) + " and " + folder.relativize(pair.key())
                    + " are no certificate and key in PEM");
        }
        all.addCertValue(certificate).addKeyValue(key);
    }

    private Buffer content(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no " + folder.relativize(file));
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(folder.relativize(file) + " is larger than 256 KiB");
        }
        return Buffer.buffer(Files.readAllBytes(file));
    }

    private Map<String, Pair> pairs() throws IOException {
        Map<String, Pair> pairs = new TreeMap<>();
        for (Path entry : entries()) {
            String file = String.valueOf(entry.getFileName());
            if (Files.isDirectory(entry)) {
                pairs.put(file, new Pair(entry.resolve("tls.crt"), entry.resolve("tls.key")));
            } else if (file.endsWith(".pem")) {
                pairs.put(name(file), new Pair(entry, entry));
            } else if (file.endsWith(".crt") || file.endsWith(".key")) {
                String name = name(file);
                pairs.put(name, new Pair(folder.resolve(name + ".crt"), folder.resolve(name + ".key")));
            }
        }
        return pairs;
    }

    private static String name(String file) {
        return file.substring(0, file.length() - 4);
    }

    private List<Path> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path entry : all) {
                if (!String.valueOf(entry.getFileName()).startsWith(".")) {
                    entries.add(entry);
                }
                if (entries.size() > 2 * MOST) {
                    throw new IOException("there are more than " + MOST + " certificates");
                }
            }
        }
        return entries;
    }

    /** By size, time and, where a link has been swapped, the file itself. */
    private static Map<Path, String> looks(Map<String, Pair> pairs) throws IOException {
        Map<Path, String> looks = new TreeMap<>();
        for (Pair pair : pairs.values()) {
            for (Path file : List.of(pair.certificate(), pair.key())) {
                looks.put(file, look(file));
            }
        }
        return looks;
    }

    private static String look(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "none";
        }
        var about = Files.readAttributes(file, BasicFileAttributes.class);
        return about.size() + " " + about.lastModifiedTime().toInstant() + " " + about.fileKey();
    }
}
