package dev.catchwater.load.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process of ours, on one processor where the system lets us choose. What it complains of goes to our own error output. */
public final class Child implements AutoCloseable {
    /** Where servers run, and where clients do. */
    public static final int SERVER = 0;

    public static final int CLIENT = 1;
    /** Both, for runs that are not about speed. */
    public static final int ANY = -1;

    private static final boolean CAN_PIN = Files.isExecutable(Path.of("/usr/bin/taskset"))
            && Runtime.getRuntime().availableProcessors() > 1;

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    public static Child start(int processor, List<String> command) throws IOException {
        return new Child(new ProcessBuilder(pinned(processor, command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** A server that is measured: what it says goes into a file, where nobody has to read it. */
    public static Child serving(List<String> command, Map<String, String> environment, Path folder, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(pinned(SERVER, command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Child child = new Child(builder.start());
        // Not all of them end with their parent.
        Runtime.getRuntime().addShutdownHook(new Thread(child::close));
        return child;
    }

    private static List<String> pinned(int processor, List<String> command) {
        List<String> whole = new ArrayList<>();
        if (CAN_PIN && processor >= 0) {
            whole.addAll(List.of("/usr/bin/taskset", "-c", Integer.toString(processor)));
        }
        whole.addAll(command);
        return whole;
    }

    /** A main class of this module, with a class path and a collector that all share. */
    public static Child java(int processor, String heap, Class<?> main, List<String> flags, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(Jvm.command(heap));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return start(processor, command);
    }

    public long pid() {
        return process.pid();
    }

    /** The next line it prints. */
    public String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IllegalStateException("a process has ended before it said what it should");
        }
        return line;
    }

    /** All it says until it ends, which must be well. */
    public String words() throws InterruptedException {
        String words = output.lines().collect(Collectors.joining("\n"));
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("a process failed; it said " + words);
        }
        return words;
    }

    /** All {@code name=value} it prints until it ends, which must be well. */
    public Map<String, String> figures() throws IOException, InterruptedException {
        Map<String, String> all = figuresWhetherWellOrNot();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("a process failed; it said " + all);
        }
        return all;
    }

    public Map<String, String> figuresWhetherWellOrNot() {
        Map<String, String> all = new HashMap<>();
        output.lines().filter(line -> line.indexOf('=') > 0).forEach(line -> {
            int at = line.indexOf('=');
            all.put(line.substring(0, at), line.substring(at + 1));
        });
        return all;
    }

    public int exit() throws InterruptedException {
        return process.waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, and waits until it has. */
    public void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a process does not end when it is told to");
        }
    }

    /** To its input. */
    public void say(String words) throws IOException {
        process.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** With what it has started: workers outlive a master that is killed. */
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
