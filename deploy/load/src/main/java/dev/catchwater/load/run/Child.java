package dev.catchwater.load.run;

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

/** A process of ours, on one processor where the system lets us choose. What it complains of goes to our own error output. */
final class Child implements AutoCloseable {
    /** Where servers run, and where clients do. */
    static final int SERVER = 0;

    static final int CLIENT = 1;
    /** Both, for runs that are not about speed. */
    static final int ANY = -1;

    private static final boolean CAN_PIN = Files.isExecutable(Path.of("/usr/bin/taskset"))
            && Runtime.getRuntime().availableProcessors() > 1;

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    static Child start(int processor, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>();
        if (CAN_PIN && processor >= 0) {
            whole.addAll(List.of("/usr/bin/taskset", "-c", Integer.toString(processor)));
        }
        whole.addAll(command);
        return new Child(new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** A main class of this module, with a class path and a collector that all share. */
    static Child java(int processor, String heap, Class<?> main, List<String> flags, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(Jvm.command(heap));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return start(processor, command);
    }

    long pid() {
        return process.pid();
    }

    /** The next line it prints. */
    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IllegalStateException("a process has ended before it said what it should");
        }
        return line;
    }

    /** All {@code name=value} it prints until it ends, which must be well. */
    Map<String, String> figures() throws IOException, InterruptedException {
        Map<String, String> all = figuresWhetherWellOrNot();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("a process failed; it said " + all);
        }
        return all;
    }

    Map<String, String> figuresWhetherWellOrNot() {
        Map<String, String> all = new HashMap<>();
        output.lines().filter(line -> line.indexOf('=') > 0).forEach(line -> {
            int at = line.indexOf('=');
            all.put(line.substring(0, at), line.substring(at + 1));
        });
        return all;
    }

    int exit() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
