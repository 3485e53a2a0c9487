package dev.catchwater.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** As whom Postgres runs, and the command prefix that makes it so. */
record Account(List<String> prefix) {

    /** Prepares the folder for that user too: it must own all of it. */
    static Account choose(RootMode mode, DataFolder folder, Path binaries) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new Account(List.of());
        }
        if (!Platform.current().isLinux()) {
            throw new EmbeddedServerException("Postgres does not run as root here: start as an ordinary user", null);
        }
        int owner = FileTree.ownerOf(folder.root());
        boolean namespace = switch (mode) {
            case UNSHARE -> true;
            case SETPRIV -> false;
            case AUTO -> owner == 0 && namespacesAllowed();
        };
        if (namespace) {
            if (owner != 0) {
                FileTree.giveTo(folder.root(), 0, 0);
            }
            return new Account(List.of(command("unshare"), "-U"));
        }
        return user(folder.root(), owner, binaries);
    }

    private static Account user(Path root, int owner, Path binaries) throws IOException {
        if (owner == 0) {
            Files.setOwner(
                    root, root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        int uid = FileTree.ownerOf(root);
        int gid = uid == 0 ? 0 : groupFor(root, owner, uid);
        FileTree.giveTo(root, uid, gid);
        List<String> prefix =
                new ArrayList<>(List.of(command("setpriv"), "--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
        if (isBehindClosedDoor(root) || isBehindClosedDoor(binaries)) {
            // For a folder in root's home: the server still is not root, but may pass doors closed to its user.
            prefix.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
        }
        prefix.add("--");
        return new Account(List.copyOf(prefix));
    }

    private static int groupFor(Path root, int formerOwner, int uid) throws IOException {
        // "nobody" has the group of the same number on Linux; an existing owner keeps the folder's group.
        return formerOwner == 0 ? uid : (Integer) Files.getAttribute(root, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isBehindClosedDoor(Path path) throws IOException {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return true;
            }
        }
        return false;
    }

    private static boolean namespacesAllowed() {
        try {
            Process trial = new ProcessBuilder(command("unshare"), "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException | EmbeddedServerException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String command(String name) {
        return Session.find(name)
                .map(Path::toString)
                .orElseThrow(() -> new EmbeddedServerException(
                        "Postgres does not run as root, and the command " + name
                                + " that would change that is missing: install util-linux or start as an ordinary user",
                        null));
    }
}
