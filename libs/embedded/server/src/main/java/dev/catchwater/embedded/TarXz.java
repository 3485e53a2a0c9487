package dev.catchwater.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks a {@code .tar.xz} with its links and execute bits; everything becomes readable for all users. */
final class TarXz {

    private TarXz() {}

    static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, target);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream content, Path target) throws IOException {
        Path path = inside(target, entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else {
            Files.createDirectories(parentOf(path));
            if (entry.isSymbolicLink()) {
                inside(
                        target,
                        target.relativize(parentOf(path))
                                .resolve(entry.getLinkName())
                                .toString());
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                return;
            } else if (entry.isLink()) {
                Files.createLink(path, inside(target, entry.getLinkName()));
                return;
            }
            Files.copy(content, path);
        }
        boolean executable = entry.isDirectory() || (entry.getMode() & 0b001_000_000) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path inside(Path target, String name) throws IOException {
        Path path = target.resolve(name).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive names a path outside itself: " + name);
        }
        return path;
    }

    private static Path parentOf(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("the archive names a path without a folder: " + path);
        }
        return parent;
    }
}
