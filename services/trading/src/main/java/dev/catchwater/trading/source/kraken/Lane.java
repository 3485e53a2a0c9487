package dev.catchwater.trading.source.kraken;

import dev.catchwater.trading.ExchangeFailure;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls through one after another, since their nonces must arrive in the order in which they were given; urgent ones
 * pass those that wait. A call that was let through goes on when nobody waits for its answer any more.
 */
final class Lane {

    private static final int MOST_WAITING = 200;

    private final Deque<Runnable> urgent = new ArrayDeque<>();
    private final Deque<Runnable> patient = new ArrayDeque<>();
    private boolean busy;

    <T> Uni<T> inTurn(boolean first, Supplier<Uni<? extends T>> call) {
        return Uni.createFrom().emitter(emitter -> {
            boolean entered = enter(
                    first,
                    () -> Uni.createFrom()
                            .deferred(call)
                            .onTermination()
                            .invoke(this::leave)
                            .subscribe()
                            .with(emitter::complete, emitter::fail));
            if (!entered) {
                emitter.fail(new ExchangeFailure.NotSent("too many calls wait").asException());
            }
        });
    }

    private boolean enter(boolean first, Runnable call) {
        synchronized (this) {
            if (busy) {
                var queue = first ? urgent : patient;
                return queue.size() < MOST_WAITING && queue.add(call);
            }
            busy = true;
        }
        call.run();
        return true;
    }

    private void leave() {
        var next = next();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        var next = urgent.isEmpty() ? patient.poll() : urgent.poll();
        busy = next != null;
        return next;
    }
}
