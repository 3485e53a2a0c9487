package dev.catchwater.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds the process that listens on a port, as far as this user may see: by /proc, else by lsof. */
final class PortHolder {

    private static final String LISTEN = "0A";

    private PortHolder() {}

    /** For example {@code process 4711 (java -jar other.jar)}. */
    static Optional<String> of(int port) {
        return pid(port).map(pid -> "process " + pid + command(pid));
    }

    private static Optional<Long> pid(int port) {
        Path proc = Path.of("/proc");
        return Files.exists(proc.resolve("net/tcp")) ? byProc(proc, port) : byLsof(port);
    }

    private static String command(long pid) {
        return ProcessHandle.of(pid)
                .map(ProcessHandle::info)
                .flatMap(info -> info.commandLine().or(info::command))
                .map(line -> " (" + (line.length() > 120 ? line.substring(0, 120) + "…" : line) + ")")
                .orElse("");
    }

    private static Optional<Long> byProc(Path proc, int port) {
        Set<String> sockets = new HashSet<>(inodes(proc.resolve("net/tcp"), port));
        sockets.addAll(inodes(proc.resolve("net/tcp6"), port));
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid)
                    .filter(pid -> holds(proc.resolve(pid + "/fd"), sockets))
                    .findFirst();
        }
    }

    // The columns of /proc/net/tcp: slot, local address:port in hex, remote, state, …; the inode is the tenth.
    private static List<String> inodes(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.trim().split("\\s+", -1))
                    .filter(columns -> columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTEN))
                    .map(columns -> "socket:[" + columns[9] + "]")
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean holds(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (sockets.contains(Files.readSymbolicLink(link).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // Another user's process, or one that has just ended.
            return false;
        }
    }

    private static Optional<Long> byLsof(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!lsof.waitFor(3, TimeUnit.SECONDS)) {
                lsof.destroyForcibly();
                return Optional.empty();
            }
            String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines().findFirst().map(String::trim).map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
