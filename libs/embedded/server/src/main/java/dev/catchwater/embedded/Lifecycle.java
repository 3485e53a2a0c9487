package dev.catchwater.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Start, readiness, crash, stop and start again of one server in one folder. */
final class Lifecycle {

    private static final int FREE_PORT_ATTEMPTS = 5;
    private static final int START_ATTEMPTS = 10;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(300);

    private final Recipe recipe;
    private final DataFolder folder;
    private final Settings settings;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile int port;
    private volatile @Nullable ServerProcess process;
    private volatile boolean wanted;

    Lifecycle(Recipe recipe, DataFolder folder, Settings settings) {
        this.recipe = recipe;
        this.folder = folder;
        this.settings = settings;
        this.port = settings.port();
    }

    /** The knobs that all servers share; port 0 means a free one. */
    record Settings(int port, Duration startTimeout, Duration stopTimeout, Consumer<Crash> onCrash) {}

    int port() {
        return port;
    }

    Path log() {
        return folder.log().file();
    }

    boolean isRunning() {
        ServerProcess current = process;
        return wanted && current != null && current.isAlive();
    }

    long pid() {
        ServerProcess current = process;
        if (current == null || !current.isAlive()) {
            throw new IllegalStateException(recipe.server() + " does not run");
        }
        return current.handle().pid();
    }

    void start() {
        turn.lock();
        try {
            if (isRunning()) {
                return;
            }
            wanted = true;
            folder.open();
            boolean started = false;
            try {
                Leftover.stop(folder, settings.stopTimeout());
                started = startOnSomePort();
            } finally {
                if (!started) {
                    wanted = false;
                    folder.release();
                }
            }
        } catch (IOException e) {
            throw failure("could not be started in " + folder.root() + ": " + describe(e), e);
        } finally {
            turn.unlock();
        }
    }

    private boolean startOnSomePort() throws IOException {
        boolean chosenHere = port == 0;
        for (int attempt = 1; ; attempt++) {
            int candidate = chosenHere ? Ports.free() : port;
            try {
                startOn(candidate);
                port = candidate;
                return true;
            } catch (PortTaken e) {
                if (!chosenHere || attempt == FREE_PORT_ATTEMPTS) {
                    throw failure(
                            "cannot start because port " + candidate + " on " + Ports.HOST
                                    + " is in use by another process: end that one or choose another port",
                            e);
                }
            }
        }
    }

    private void startOn(int candidate) throws IOException, PortTaken {
        List<String> command = recipe.prepare(candidate);
        for (int attempt = 1; ; attempt++) {
            if (!Ports.isFree(candidate)) {
                throw new PortTaken();
            }
            ServerProcess fresh = spawn(command);
            if (awaitAnswer(fresh, candidate)) {
                recipe.settle(candidate);
                fresh.onExit(() -> ended(fresh));
                return;
            }
            List<String> words = folder.log().lastLines();
            if (Symptoms.portTaken(words)) {
                throw new PortTaken();
            }
            // After a kill -9 the children of Postgres hold its memory for a moment longer.
            if (!wanted || !Symptoms.passing(words) || attempt == START_ATTEMPTS) {
                throw failure(
                        wanted
                                ? "ended while starting, with exit code " + fresh.exitCode() + Symptoms.tell(words)
                                : "was stopped while starting",
                        null);
            }
            pause();
        }
    }

    private ServerProcess spawn(List<String> command) throws IOException {
        folder.log().forget();
        ServerProcess fresh = ServerProcess.spawn(
                recipe.server(),
                command,
                folder.root(),
                folder.log(),
                settings.stopTimeout(),
                folder.isTemporary() ? folder.root() : null);
        process = fresh;
        Leftover.record(fresh.handle(), folder.runRecord());
        if (!wanted) {
            fresh.stop();
        }
        return fresh;
    }

    /** False if the process ended first. */
    private boolean awaitAnswer(ServerProcess fresh, int candidate) {
        long deadline = System.nanoTime() + settings.startTimeout().toNanos();
        boolean ready = false;
        try {
            while (!fresh.endsWithin(BETWEEN_QUESTIONS)) {
                if (recipe.answers(candidate)) {
                    ready = true;
                    return true;
                }
                if (System.nanoTime() > deadline) {
                    throw failure(
                            "did not answer within " + settings.startTimeout().toSeconds() + " s", null);
                }
            }
            return false;
        } finally {
            if (!ready) {
                fresh.stop();
            }
        }
    }

    private void ended(ServerProcess which) {
        turn.lock();
        try {
            if (!wanted || process != which) {
                return;
            }
            wanted = false;
            which.endsWithin(Duration.ofSeconds(1));
            folder.release();
        } finally {
            turn.unlock();
        }
        settings.onCrash()
                .accept(new Crash(
                        recipe.server(),
                        which.handle().pid(),
                        which.exitCode(),
                        log(),
                        folder.log().lastLines()));
    }

    void stop() {
        wanted = false;
        ServerProcess current = process;
        if (current != null && current.isAlive()) {
            // Before taking the turn: a start that is still waiting for an answer ends by this.
            current.stop();
        }
        turn.lock();
        try {
            folder.release();
        } finally {
            turn.unlock();
        }
    }

    void close() {
        stop();
        folder.deleteIfTemporary();
    }

    /** Waits without a server; ends early, with the thread interrupted, if somebody interrupts. */
    private static void pause() {
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }

    private static String describe(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private EmbeddedServerException failure(String what, @Nullable Throwable cause) {
        return new EmbeddedServerException(recipe.server() + " " + what, log(), cause);
    }

    private static final class PortTaken extends Exception {}
}
