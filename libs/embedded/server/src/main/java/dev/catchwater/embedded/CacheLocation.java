package dev.catchwater.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where unpacked binaries are kept if nobody says otherwise: the system's cache folder for this kind of user. */
final class CacheLocation {

    private CacheLocation() {}

    static Path find() {
        long uid = new UnixSystem().getUid();
        if (uid == 0 && Platform.current().isLinux()) {
            // Not root's home: other users may not enter it, and Postgres may have to run as one (RootMode.SETPRIV).
            return Path.of("/var/cache/catchwater");
        }
        return usual().filter(CacheLocation::writable).orElseGet(() -> temporary(uid));
    }

    private static Optional<Path> usual() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        if (xdg != null && xdg.startsWith("/")) {
            return Optional.of(Path.of(xdg, "catchwater"));
        }
        String caches = Platform.current().isLinux() ? ".cache" : "Library/Caches";
        return Optional.ofNullable(System.getProperty("user.home"))
                .filter(home -> home.startsWith("/"))
                .map(home -> Path.of(home, caches, "catchwater"));
    }

    private static boolean writable(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }

    /** For users without a home. The name can be guessed, so the folder is trusted only if it is ours. */
    private static Path temporary(long uid) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "catchwater-" + uid);
        try {
            FileTree.createPrivate(folder);
            if (FileTree.ownerOf(folder) != uid) {
                throw new EmbeddedServerException(
                        "The cache folder " + folder + " belongs to another user: remove it or set XDG_CACHE_HOME",
                        null);
            }
            return folder;
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "No cache folder can be written, " + folder + " neither: set XDG_CACHE_HOME", null, e);
        }
    }
}
