package dev.catchwater.fairlead.breaker;

import dev.catchwater.fairlead.CircuitState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A state of a circuit from one change to the next. A permit belongs to the phase that gave it, and so do its results:
 * those that come late count in a phase that is over, where they change nothing.
 */
sealed interface Phase {
    CircuitState state();

    /** Counts, and lets all through. */
    final class Closed implements Phase {
        final Window window;
        private final AtomicInteger inARow = new AtomicInteger();
        private long lastFailure;
        final Losses losses;

        Closed(Duration length) {
            window = new Window(length);
            losses = new Losses(length);
        }

        @Override
        public CircuitState state() {
            return CircuitState.CLOSED;
        }

        void succeeded() {
            // Read first: a write for each success would pass the line from loop to loop.
            if (inARow.get() != 0) {
                inARow.set(0);
            }
        }

        /** Under the circuit's lock. */
        void failed(long now, Duration within) {
            boolean another = inARow.get() > 0 && now - lastFailure <= within.toNanos();
            lastFailure = now;
            inARow.set(another ? inARow.get() + 1 : 1);
        }

        boolean trips(Trip trip, long now) {
            if (inARow.get() >= trip.inARow()) {
                return true;
            }
            Window.Counts counts = window.counts(now);
            return counts.calls() >= trip.minimumCalls()
                    && (counts.failures() >= trip.failureRate() * counts.calls()
                            || (!trip.slow().isZero() && counts.slow() >= trip.slowRate() * counts.calls()));
        }
    }

    /**
     * Lets nobody through.
     *
     * @param until on the scale of {@link dev.catchwater.fairlead.Timers#nanos()}
     * @param retryAt the same on the clock
     */
    record Open(long until, Instant retryAt) implements Phase {
        @Override
        public CircuitState state() {
            return CircuitState.OPEN;
        }

        boolean isOver(long now) {
            return now - until >= 0;
        }
    }

    /** Lets a few through. All of it under the circuit's lock. */
    final class HalfOpen implements Phase {
        final List<Permit> out = new ArrayList<>(1);
        int succeeded;

        @Override
        public CircuitState state() {
            return CircuitState.HALF_OPEN;
        }

        /** Takes the slots of those that take too long; an answer whose body still flows is a success. */
        void release(long now, Duration patience) {
            out.removeIf(permit -> {
                boolean late = now - permit.since() >= patience.toNanos();
                if (late && permit.isAnswered()) {
                    succeeded++;
                }
                return late;
            });
        }
    }
}
