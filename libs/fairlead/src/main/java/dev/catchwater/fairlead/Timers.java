package dev.catchwater.fairlead;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes and time that is waited for, in one interface, so that a test can drive both. */
public interface Timers extends InstantSource {
    /** The wall clock's time: for dates in headers, never for measuring. */
    @Override
    Instant instant();

    /** Runs the task once after the delay, on the caller's event loop where it has one. */
    Timer after(Duration delay, Runnable task);

    /** A clock that only goes forward, in nanoseconds from an arbitrary start: for measuring. */
    default long nanos() {
        Instant now = instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Completes after the delay; cancelling it cancels the timer. */
    default Uni<Void> pause(Duration delay) {
        return Uni.createFrom().emitter(emitter -> {
            Timer timer = after(delay, () -> emitter.complete(null));
            emitter.onTermination(timer::cancel);
        });
    }

    /** A task that waits. */
    @FunctionalInterface
    interface Timer {
        /** Stops the task from running, if it has not yet. Idempotent. */
        void cancel();
    }
}
