package dev.catchwater.local.process;

import dev.catchwater.local.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a process: noted in its pid file, its output in its log file. */
public final class Child {

    private final ChildSpec spec;
    private final PidFiles pids;
    private final LogFile log;
    private final Process process;

    private Child(ChildSpec spec, PidFiles pids, LogFile log, Process process) {
        this.spec = spec;
        this.pids = pids;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts the process.
     *
     * @throws StartFailure if there is no such program or the system has no room for it
     */
    public static Child start(ChildSpec spec, PidFiles pids) {
        LogFile log = new LogFile(spec.log());
        ProcessBuilder builder =
                new ProcessBuilder(spec.command()).directory(spec.folder().toFile());
        builder.environment().putAll(spec.environment());
        if (spec.terminal()) {
            builder.inheritIO();
        } else {
            builder.redirectErrorStream(true);
        }
        try {
            if (!spec.terminal()) {
                log.rotate();
            }
            Process process = builder.start();
            Child child = new Child(spec, pids, log, process);
            note(process, spec, pids);
            if (!spec.terminal()) {
                process.getOutputStream().close();
                Thread.ofVirtual().name("log-" + spec.name()).start(child::drain);
            }
            return child;
        } catch (IOException e) {
            throw new StartFailure(spec.name() + " cannot be started: " + e.getMessage() + ".", null, e);
        }
    }

    // What cannot be noted could not be found again after a crash: it is not left running.
    private static void note(Process process, ChildSpec spec, PidFiles pids) throws IOException {
        try {
            pids.write(spec.name(), process.toHandle());
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private void drain() {
        try (InputStream output = process.getInputStream()) {
            log.drain(output);
        } catch (IOException e) {
            // The stream closes under us when the process is killed: then there is nothing more to copy.
            return;
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Its log. */
    public LogFile log() {
        return log;
    }

    /**
     * Waits for the end, at most so long.
     *
     * @return whether it has ended
     */
    public boolean ended(Duration most) throws InterruptedException {
        boolean ended = process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS);
        if (ended) {
            pids.remove(spec.name());
        }
        return ended;
    }

    /** How it ended: its exit code, or which signal ended it. Only after the end. */
    public String ending() {
        int code = process.exitValue();
        return code > 128 && code < 160 ? "signal " + (code - 128) : "exit code " + code;
    }

    /** Asks the process to stop, and does not wait. */
    public void ask() {
        // Process.destroy would also close its output, and a JVM that then writes its cache would die of that.
        process.toHandle().destroy();
    }

    /** Asks the process and its children to stop, and kills what still runs after the grace. */
    public void stop(Duration grace) {
        List<ProcessHandle> all = new ArrayList<>();
        process.descendants().forEach(all::add);
        all.add(process.toHandle());
        PidFiles.stop(all, grace);
        pids.remove(spec.name());
    }
}
