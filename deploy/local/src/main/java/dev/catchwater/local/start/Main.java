package dev.catchwater.local.start;

import dev.catchwater.local.Board;
import dev.catchwater.local.StartFailure;
import dev.catchwater.local.process.PidFiles;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The command line: {@code up}, {@code dev} or {@code down}, in the root of the working tree. Exit code 1: a failure, told in one sentence. */
public final class Main {

    private static final Duration STOP = Duration.ofSeconds(9);

    private Main() {}

    /** Runs the command. */
    public static void main(String[] arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        Installation installation = new Installation(Path.of("").toAbsolutePath());
        try {
            switch (command) {
                case "up", "dev" -> up(installation, command.equals("dev"));
                case "down" -> down(installation);
                default -> throw new StartFailure("usage: up | dev | down");
            }
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(0);
    }

    private static void down(Installation installation) {
        List<String> ran = new PidFiles(installation.pids()).stopAll(STOP);
        System.out.println(ran.isEmpty() ? "Nothing runs." : "Stopped: " + String.join(", ", ran) + ".");
    }

    private static void up(Installation installation, boolean dev) throws InterruptedException {
        Board board = new Board();
        Options options = Options.read(dev, System.getenv());
        Launcher launcher = new Launcher(installation, options, System.getenv(), board, InstantSource.system());
        PidFiles pids = new PidFiles(installation.pids());
        try (Lock _ = Lock.take(installation.pids(), pids, launcher.address())) {
            List<String> left = pids.stopAll(STOP);
            boolean terminal = Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
            Terminal screen = new Terminal(System.out, terminal, board, InstantSource.system());
            if (!left.isEmpty()) {
                screen.say("Stopped what a former start had left: " + String.join(", ", left) + ".");
            }
            installation.requireRoom();
            LauncherLog.open(installation.log(Launcher.NAME));
            note(pids);
            run(launcher, screen, pids, dev);
        }
    }

    private static void note(PidFiles pids) {
        try {
            pids.write(Launcher.NAME, ProcessHandle.current());
        } catch (IOException e) {
            throw new StartFailure("The pid file cannot be written: " + e.getMessage() + ".", null, e);
        }
    }

    private static void run(Launcher launcher, Terminal screen, PidFiles pids, boolean dev)
            throws InterruptedException {
        Rehearsals rehearsals = launcher.rehearsals();
        AtomicBoolean stopped = new AtomicBoolean();
        Runnable stop = () -> {
            if (stopped.compareAndSet(false, true)) {
                screen.hush();
                rehearsals.rehearsal().stop();
                launcher.stop();
                pids.remove(Launcher.NAME);
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!stopped.get()) {
                screen.say("Stopping …");
                stop.run();
                screen.say("Stopped.");
            }
        }));
        try {
            start(launcher, screen);
            if (!dev) {
                screen.say("\nCatchwater is up: " + launcher.address() + "   (Ctrl-C stops everything)\n");
                Thread.ofVirtual().name("rehearsals").start(() -> rehearsals.run(screen::say));
            }
            launcher.awaitEnd();
        } finally {
            stop.run();
        }
    }

    private static void start(Launcher launcher, Terminal screen) {
        screen.follow();
        try (ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor()) {
            var _ = ticks.scheduleAtFixedRate(screen::tick, 0, 200, TimeUnit.MILLISECONDS);
            try {
                launcher.start();
            } finally {
                ticks.shutdownNow();
                screen.started();
            }
        }
    }
}
