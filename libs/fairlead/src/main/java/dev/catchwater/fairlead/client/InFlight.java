package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The calls that have begun and not ended, and who waits for there to be none. */
final class InFlight implements CallListener {
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    @Override
    public void on(CallEvent event) {
        if (event instanceof CallEvent.Began) {
            calls.incrementAndGet();
        } else if (event instanceof CallEvent.Ended && calls.decrementAndGet() == 0) {
            waiting.forEach(Runnable::run);
        }
    }

    /** Completes when there are none, with 0, or after the time with how many there are. */
    Uni<Integer> none(Duration limit, Timers timers) {
        return Uni.createFrom().emitter(emitter -> {
            Timers.Timer timer = timers.after(limit, () -> emitter.complete(calls.get()));
            Runnable idle = () -> emitter.complete(0);
            waiting.add(idle);
            emitter.onTermination(() -> forget(timer, idle));
            if (calls.get() == 0) {
                emitter.complete(0);
            }
        });
    }

    private void forget(Timers.Timer timer, Runnable idle) {
        timer.cancel();
        waiting.remove(idle);
    }
}
