package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.Timers;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Real time, on Vert.x's timers: a task runs on the event loop that asked for it. Short delays are exact to a
 * millisecond; long ones, on an event loop, stand in a {@link TimerWheel} and come up to 16 ms late.
 */
public final class VertxTimers implements Timers {
    /** Most delays from here on are limits that are never reached. */
    private static final Duration LONG = Duration.ofMillis(500);

    private final Vertx vertx;
    private final InstantSource clock;
    private final Timers exact = new Exact();
    private final FastThreadLocal<TimerWheel> wheels = new FastThreadLocal<>() {
        @Override
        protected TimerWheel initialValue() {
            return new TimerWheel(exact);
        }
    };

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

    @Override
    public Timer after(Duration delay, Runnable task) {
        return delay.compareTo(LONG) >= 0 && Context.isOnEventLoopThread()
                ? wheels.get().add(delay, task)
                : exact.after(delay, task);
    }

    private final class Exact implements Timers {
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
}
