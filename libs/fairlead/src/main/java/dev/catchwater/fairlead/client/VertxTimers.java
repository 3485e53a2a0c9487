package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.Timers;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Real time, on Vert.x's timers: a task runs on the event loop that asked for it. */
public final class VertxTimers implements Timers {
    private final Vertx vertx;
    private final InstantSource clock;

    public VertxTimers(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    /** Delays are rounded up to whole milliseconds. */
    @Override
    public Timer after(Duration delay, Runnable task) {
        long millis = Math.max(1, delay.plusNanos(999_999).toMillis());
        long id = vertx.setTimer(millis, fired -> task.run());
        return () -> vertx.cancelTimer(id);
    }
}
