package dev.catchwater.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of unpacked server binaries, one sub-folder a version, shared by all processes of a user.
 *
 * <p>Each unpacks into a folder of its own and renames it into place: the rename decides who was first, and the others
 * throw theirs away. So there is no lock to be left behind, and nobody ever sees half an installation.
 */
final class BinaryCache {

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final Platform platform;
    private final Versions versions = Versions.ofThisBuild();

    BinaryCache(@Nullable Path folder, Platform platform) {
        this.folder =
                folder == null ? CacheLocation.find() : folder.toAbsolutePath().normalize();
        this.platform = platform;
    }

    Versions versions() {
        return versions;
    }

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    Path postgres() {
        String name = "postgres-" + versions.postgres() + "-" + platform.os() + "-" + platform.arch();
        return install(name, platform.postgresArchive(), TarXz::unpack);
    }

    /** The executable. */
    Path redis() {
        String name = "redis-" + versions.redis() + "-" + platform.os() + "-" + platform.arch();
        return install(name, platform.redisExecutable(), (in, target) -> {
                    Path executable = target.resolve("redis-server");
                    Files.copy(in, executable);
                    Files.setPosixFilePermissions(executable, EXECUTABLE);
                })
                .resolve("redis-server");
    }

    private interface Unpacking {
        void unpack(InputStream in, Path target) throws IOException;
    }

    private Path install(String name, String resource, Unpacking unpacking) {
        Path target = folder.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(folder);
            dropAbandoned();
            Path fresh = Files.createTempDirectory(folder, ".unpacking-");
            try (InputStream in = BinaryCache.class.getResourceAsStream("/" + resource)) {
                if (in == null) {
                    throw new EmbeddedServerException(
                            "The binaries " + resource + " are not on the class path: add their artifact", null);
                }
                unpacking.unpack(in, fresh);
                Files.setPosixFilePermissions(fresh, EXECUTABLE);
                moveIntoPlace(fresh, target);
            } finally {
                FileTree.delete(fresh);
            }
            return target;
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "The binaries " + resource + " could not be unpacked into " + folder + ": " + e.getMessage(),
                    null,
                    e);
        }
    }

    private static void moveIntoPlace(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its files are the same.
        }
    }

    private void dropAbandoned() throws IOException {
        Instant limit = InstantSource.system().instant().minus(ABANDONED);
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path each : (Iterable<Path>) entries::iterator) {
                if (each.getFileName().toString().startsWith(".unpacking-")
                        && Files.getLastModifiedTime(each).toInstant().isBefore(limit)) {
                    FileTree.delete(each);
                }
            }
        }
    }
}
