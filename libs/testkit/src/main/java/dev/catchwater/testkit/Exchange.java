package dev.catchwater.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One request and its answer: open, then sealed (its end is queued), then over (its end is out, or the client is gone). */
final class Exchange {
    private final Received request;
    private final Lane lane;
    private final Connection connection;
    private final Delays delays;
    private final AtomicBoolean sealed = new AtomicBoolean();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean handedOver;
    private volatile CountDownLatch turn = new CountDownLatch(0);

    Exchange(Received request, Lane lane, Connection connection, Delays delays) {
        this.request = request;
        this.lane = lane;
        this.connection = connection;
        this.delays = delays;
    }

    Received request() {
        return request;
    }

    Lane lane() {
        return lane;
    }

    Delays delays() {
        return delays;
    }

    boolean isOpen() {
        return !sealed.get() && !over.isDone();
    }

    boolean isOver() {
        return over.isDone() || handedOver;
    }

    /**
     * Ends as HTTP wants it. It is sealed before its last bytes are on their way: whoever has read them may leave at
     * once, and is no disconnect.
     */
    void end() {
        finish(lane::end);
    }

    /** Ends the connection (FIN) after what was written. */
    void cut() {
        finish(then -> lane.afterwards(() -> {
            handedOver = true; // a client that has left makes of the cut an end of all, before the exchange is over
            connection.cut();
            then.run();
        }));
    }

    /** Resets the connection after what was written. */
    void reset() {
        finish(then -> lane.afterwards(() -> {
            connection.reset();
            then.run();
        }));
    }

    void resetStream(Http2Error error) {
        finish(then -> lane.reset(error, then));
    }

    void goAway(Http2Error error) {
        finish(then -> lane.goAway(error, then));
    }

    void resetNow() {
        if (!over.isDone()) {
            sealed.set(true);
            connection.reset();
            over.complete(null);
        }
    }

    /** The connection is no more; a finished exchange does not mind. */
    void abandon() {
        sealed.set(true);
        over.complete(null);
    }

    boolean awaitClosed(Duration limit) {
        return awaits(over, limit);
    }

    /** Waits until this is done or the exchange is over; true in the latter case. */
    boolean awaitClosedOr(CompletableFuture<Void> event) {
        CompletableFuture.anyOf(over, event).join();
        return over.isDone();
    }

    /** The clock has woken what answers: until it counts this down, the clock is to stand. */
    CountDownLatch wake() {
        turn = new CountDownLatch(1);
        return turn;
    }

    /** The turn that the clock gave last. */
    CountDownLatch turn() {
        return turn;
    }

    /** Waits as long as the script says, by whichever clock the upstream has; true when it was over before. */
    boolean pause(Duration delay) {
        return delay.isPositive() ? delays.pass(delay, this) : isOver();
    }

    void awaitOver() throws InterruptedException {
        try {
            over.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void finish(Consumer<Runnable> ending) {
        if (sealed.compareAndSet(false, true)) {
            ending.accept(() -> over.complete(null));
        }
    }

    private static boolean awaits(CompletableFuture<Void> event, Duration limit) {
        try {
            event.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
