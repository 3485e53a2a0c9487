package dev.catchwater.local.process;

import dev.catchwater.local.Backoff;
import dev.catchwater.local.Board;
import dev.catchwater.local.StartFailure;
import dev.catchwater.local.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process kept running: its first start must succeed; later it is started again after each death, ever slower, until
 * the {@link Backoff} gives it up. Everything that happens is told to the {@link Board}.
 */
public final class Supervised {

    /**
     * How patient it is.
     *
     * @param start the longest time to readiness
     * @param look how often a process that starts is probed
     * @param watch how often one that runs is probed
     * @param grace how long one may take to stop
     */
    public record Patience(Duration start, Duration look, Duration watch, Duration grace, Backoff backoff) {

        /** What suits services on a busy machine. */
        public static Patience standard() {
            return new Patience(
                    Duration.ofMinutes(3),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(6500),
                    Backoff.standard());
        }
    }

    private final ChildSpec spec;
    private final PidFiles pids;
    private final Probe probe;
    private final Board board;
    private final InstantSource clock;
    private final Patience patience;

    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    // Ctrl-C reaches every process of the terminal, and a child may be faster than the launcher: so a death is
    // looked at a second later, when it is known whether it was one of many.
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Child child;

    /** Not started yet. */
    public Supervised(ChildSpec spec, PidFiles pids, Probe probe, Board board, InstantSource clock, Patience patience) {
        this.spec = spec;
        this.pids = pids;
        this.probe = probe;
        this.board = board;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Starts the process.
     *
     * @return completes at the first readiness, or with a {@link StartFailure}
     */
    public CompletableFuture<Void> start() {
        Thread.ofVirtual().name("watch-" + spec.name()).start(this::run);
        return firstReady;
    }

    /** Stops the process for good; returns when it is gone. */
    public void stop() {
        stopping.countDown();
        Child running;
        synchronized (this) {
            running = child;
        }
        if (running != null) {
            running.stop(patience.grace());
        }
        board.update(spec.name(), status -> status.ended(State.DOWN, "stopped"));
    }

    private void run() {
        try {
            int deaths = 0;
            while (true) {
                Instant started = clock.instant();
                String ending = nextLife();
                deaths = lived(started).compareTo(patience.backoff().settled()) > 0 ? 1 : deaths + 1;
                if (stopping.await(1, TimeUnit.SECONDS) || !startAgain(deaths, ending)) {
                    return;
                }
            }
        } catch (StartFailure e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Only the first life must succeed: a later one that does not even get ready is a death like any other.
    private String nextLife() throws InterruptedException {
        try {
            return oneLife();
        } catch (StartFailure e) {
            if (!firstReady.isDone()) {
                throw e;
            }
            return String.valueOf(e.getMessage());
        }
    }

    private Duration lived(Instant started) {
        return Duration.between(started, clock.instant());
    }

    /**
     * From start to end.
     *
     * @return how it ended; a first life that ends before it was ready is a failure
     */
    private String oneLife() throws InterruptedException {
        Child life = launch();
        Instant started = clock.instant();
        board.update(spec.name(), status -> status.started(OptionalLong.of(life.pid()), started));
        if (awaitReady(life, started)) {
            tellReady(started);
            watch(life);
        } else if (!firstReady.isDone() && !stopping.await(1, TimeUnit.SECONDS)) {
            throw diedAtStart(life);
        }
        return life.ending();
    }

    private synchronized Child launch() {
        if (stopping.getCount() == 0) {
            throw new StartFailure(spec.name() + " is being stopped.");
        }
        Child launched = Child.start(spec, pids);
        child = launched;
        return launched;
    }

    /** Whether it became ready; if not, it has ended, by itself or because its time was up. */
    private boolean awaitReady(Child life, Instant started) throws InterruptedException {
        while (!life.ended(patience.look())) {
            if (probe.isUp(spec.readiness())) {
                return true;
            }
            if (lived(started).compareTo(patience.start()) > 0) {
                life.stop(patience.grace());
                throw new StartFailure(
                        spec.name() + " was not ready after " + patience.start().toSeconds() + " s.", spec.log(), null);
            }
        }
        return false;
    }

    private void tellReady(Instant started) throws InterruptedException {
        Duration took = lived(started);
        Optional<String> version = spec.information().isPresent()
                ? probe.version(spec.information().get())
                : Optional.empty();
        board.update(spec.name(), status -> status.ready(took, version));
        firstReady.complete(null);
    }

    // One missed probe is a busy machine, two are news.
    private void watch(Child life) throws InterruptedException {
        int missed = 0;
        while (!life.ended(patience.watch())) {
            missed = probe.isUp(spec.readiness()) ? 0 : missed + 1;
            if (missed == 0) {
                board.update(spec.name(), status -> status.in(State.READY, ""));
            } else if (missed >= 2 && stopping.getCount() > 0 && !life.ended(Duration.ZERO)) {
                String note = "its readiness probe fails: " + spec.readiness();
                board.update(spec.name(), status -> status.in(State.UNWELL, note));
            }
        }
    }

    private StartFailure diedAtStart(Child life) {
        String reason = life.log().reason().map(line -> ": " + line).orElse("");
        return new StartFailure(
                spec.name() + " ended while it was starting (" + life.ending() + ")" + reason, spec.log(), null);
    }

    private boolean startAgain(int deaths, String ending) throws InterruptedException {
        Optional<Duration> pause = patience.backoff().after(deaths);
        String what = "ended unasked (" + ending + "), log: " + spec.log();
        if (pause.isEmpty()) {
            board.update(
                    spec.name(), status -> status.ended(State.DOWN, what + "; left down after " + deaths + " times"));
            return false;
        }
        board.update(spec.name(), status -> status.ended(State.RESTARTING, what));
        return !stopping.await(pause.get().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void fail(StartFailure failure) {
        if (stopping.getCount() > 0) {
            board.update(spec.name(), status -> status.ended(State.DOWN, String.valueOf(failure.getMessage())));
        }
        firstReady.completeExceptionally(failure);
    }
}
