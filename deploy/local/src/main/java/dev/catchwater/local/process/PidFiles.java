package dev.catchwater.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Which processes were started: a file {@code <name>.pid} each, with the process id and the moment it started in
 * milliseconds. A process id is given out again after a while; the start time tells ours from a stranger's.
 */
public final class PidFiles {

    private static final String SUFFIX = ".pid";
    // Systems that count in clock ticks report a start time that is off by up to one.
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration AFTER_KILL = Duration.ofSeconds(2);

    private final Path folder;

    /** The files of one installation. */
    public PidFiles(Path folder) {
        this.folder = folder;
    }

    /** Notes a process that has just been started. */
    public void write(String name, ProcessHandle process) throws IOException {
        Files.createDirectories(folder);
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        Files.writeString(file(name), process.pid() + " " + started + "\n");
    }

    /** Forgets a process that has ended. */
    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            // A stale file does no harm: its start time fits no process.
            return;
        }
    }

    /** The process of that name if it still runs. */
    public Optional<ProcessHandle> find(String name) {
        try {
            String[] parts = Files.readString(file(name)).trim().split(" ", 3);
            Instant started = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> sameStart(process, started));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean sameStart(ProcessHandle process, Instant started) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, started).abs().compareTo(TICK) <= 0)
                .orElse(false);
    }

    /**
     * Stops every noted process that still runs, with its children: asked first, killed after the grace. Removes the
     * files.
     *
     * @return the names of those that ran
     */
    public List<String> stopAll(Duration grace) {
        List<String> names = names();
        List<String> ran = new ArrayList<>();
        List<ProcessHandle> processes = new ArrayList<>();
        for (String name : names) {
            find(name).ifPresent(process -> {
                ran.add(name);
                process.descendants().forEach(processes::add);
                processes.add(process);
            });
        }
        stop(processes, grace);
        names.forEach(this::remove);
        return ran;
    }

    static void stop(List<ProcessHandle> processes, Duration grace) {
        processes.forEach(ProcessHandle::destroy);
        if (!ended(processes, grace)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            ended(processes, AFTER_KILL);
        }
    }

    private static boolean ended(List<ProcessHandle> processes, Duration most) {
        CompletableFuture<?>[] exits =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return processes.stream().noneMatch(ProcessHandle::isAlive);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
