package dev.catchwater.weather;

import dev.catchwater.fairlead.Timers;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that both sides of a socket share and that only a test moves; what is waited for is waited for in truth. */
public final class SimulatedTime implements Timers {

    private final AtomicReference<Instant> now;
    private final Vertx vertx;

    public SimulatedTime(Instant start, Vertx vertx) {
        this.now = new AtomicReference<>(start);
        this.vertx = vertx;
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        long id = vertx.setTimer(Math.max(1, delay.toMillis()), at -> task.run());
        return () -> vertx.cancelTimer(id);
    }
}
