package dev.catchwater.local.start;

import dev.catchwater.local.process.Child;
import dev.catchwater.local.process.ChildSpec;
import dev.catchwater.local.process.PidFiles;
import dev.catchwater.local.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts a program a second time, at the lowest priority, on ports and stores where it meets nobody, so that it leaves
 * behind the cache of classes that makes its next start fast.
 */
final class Rehearsal {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration MOST = Duration.ofMinutes(10);

    private final Installation installation;
    private final PidFiles pids;
    private final Probe probe;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Child child;

    Rehearsal(Installation installation, PidFiles pids, Probe probe, InstantSource clock) {
        this.installation = installation;
        this.pids = pids;
        this.probe = probe;
        this.clock = clock;
    }

    /**
     * Waits, so that it does not compete with a start or its first users.
     *
     * @return false if it is being stopped
     */
    boolean pause(Duration duration) throws InterruptedException {
        return !stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    static boolean isNeeded(Program program) {
        return !Files.exists(program.cache().file());
    }

    /**
     * Runs it once and keeps the cache.
     *
     * @return whether there is one now
     */
    boolean run(Program program, Program.Run run) throws InterruptedException, IOException {
        Path cache = program.cache().file();
        Path fresh = cache.resolveSibling(cache.getFileName() + ".new");
        Files.createDirectories(cache.getParent());
        Optional<Child> started = launch(program, run, fresh);
        if (started.isEmpty()) {
            return false;
        }
        boolean left = perform(started.get(), run) && Files.exists(fresh);
        if (left) {
            Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
            program.cache().removeOthers();
        }
        // What a rehearsal that was cut short leaves: the JVM's own record is the larger of the two.
        Files.deleteIfExists(fresh);
        Files.deleteIfExists(cache.resolveSibling(fresh.getFileName() + ".config"));
        return left;
    }

    private synchronized Optional<Child> launch(Program program, Program.Run run, Path output) {
        if (stopping.getCount() == 0) {
            return Optional.empty();
        }
        String name = program.name() + "-rehearsal";
        ChildSpec spec = new ChildSpec(
                name,
                program.rehearsal(run, output),
                run.environment(),
                installation.tree(),
                installation.log(name),
                run.readiness(),
                Optional.empty(),
                false);
        Child launched = Child.start(spec, pids);
        child = launched;
        return Optional.of(launched);
    }

    // The JVM writes the cache after main has ended, so the process is asked to stop and then waited for.
    private boolean perform(Child life, Program.Run run) throws InterruptedException {
        Instant until = clock.instant().plus(MOST);
        boolean ready = false;
        while (!ready && clock.instant().isBefore(until) && !life.ended(LOOK)) {
            ready = probe.isUp(run.readiness());
        }
        if (ready) {
            probe.isUp(run.page());
            life.ask();
        }
        if (!life.ended(ready ? MOST : Duration.ZERO)) {
            life.stop(Duration.ZERO);
            return false;
        }
        return ready;
    }

    /** Ends it at once, with whatever it was doing. */
    void stop() {
        stopping.countDown();
        Child running;
        synchronized (this) {
            running = child;
        }
        if (running != null) {
            running.stop(Duration.ZERO);
        }
    }
}
