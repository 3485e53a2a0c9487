package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Postgres's own lock, {@code postmaster.pid}, which a kill leaves behind. */
final class PostmasterFile {

    private PostmasterFile() {}

    /**
     * Removes a stale lock whose process number now belongs to something else, which Postgres would mistake for itself.
     * A number that nobody has is left to Postgres, whose own checks are better.
     *
     * @throws EmbeddedServerException if a living Postgres that was not started here has the data
     */
    static void clean(Path data, Path log) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        Optional<ProcessHandle> holder =
                lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")
                        ? Optional.empty()
                        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        if (holder.isEmpty()) {
            return;
        }
        if (mayServe(data, holder.get().info())) {
            throw new EmbeddedServerException(
                    "Postgres cannot start because the process " + holder.get().pid() + ", a Postgres not started here,"
                            + " may be serving " + data + ": end that process",
                    log);
        }
        Files.delete(file);
    }

    private static boolean mayServe(Path data, ProcessHandle.Info info) {
        String line = info.commandLine().or(info::command).orElse("");
        boolean postmaster = line.split(" ", 2)[0].endsWith("postgres");
        // A relative folder may be this one; an absolute one that differs is not.
        return postmaster && (line.contains(data.toString()) || !line.contains("-D /"));
    }
}
