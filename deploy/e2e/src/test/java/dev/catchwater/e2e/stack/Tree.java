package dev.catchwater.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that looks like a built working tree and has data of its own: the launcher takes the folder it is started in
 * for the tree, so the developer's {@code .catchwater} is never touched.
 *
 * @param root the folder
 * @param built the real working tree
 */
record Tree(Path root, Path built) {

    static Tree locate() {
        Path built = Path.of(System.getProperty("catchwater.tree", "../.."))
                .toAbsolutePath()
                .normalize();
        return new Tree(Output.folder().resolve("installation"), built);
    }

    /** Whether a run that was itself killed has left processes noted here. */
    boolean hasLeftovers() {
        return Files.isDirectory(home().resolve("run"));
    }

    /** Begins anew, without data. */
    void renew() throws IOException {
        remove(root);
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("services"), built.resolve("services"));
    }

    Path home() {
        return root.resolve(".catchwater");
    }

    Path pidFile(String part) {
        return home().resolve("run").resolve(part + ".pid");
    }

    /** The launcher's jar and what it needs, as `make up` starts it. */
    String classPath() {
        Path target = built.resolve("deploy/local/target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("local-.*\\.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new IllegalStateException("the launcher is not packaged: " + target + " holds " + jars);
            }
            return jars.getFirst() + ":"
                    + Files.readString(target.resolve("class-path")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the launcher is not packaged", e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        // Does not follow links, so the real tree is safe.
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
