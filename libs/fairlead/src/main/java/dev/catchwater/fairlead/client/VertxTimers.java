package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.Timers;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Real time, on Vert.x's timers: a task runs on the event loop that asked for it. Short delays are exact to a
 * millisecond; long ones, on an event loop, stand in a {@link TimerWheel} and come up to 16 ms late. The end of the
 * verticle that set a timer does not stop it.
 */
public final class VertxTimers implements Timers {
    /** Most delays from here on are limits that are never reached. */
    private static final Duration LONG = Duration.ofMillis(500);

    /** One for each event loop, whoever's calls are on it: the loop outlives clients and verticles. */
    private static final FastThreadLocal<TimerWheel> WHEELS = new FastThreadLocal<>() {
        @Override
        protected TimerWheel initialValue() {
            ContextInternal neutral = ofItsOwn(ContextInternal.current());
            return new TimerWheel(new Exact(InstantSource.system(), () -> neutral));
        }
    };

    private final InstantSource clock;
    private final Timers exact;

    public VertxTimers(Vertx vertx, InstantSource clock) {
        this.clock = clock;
        this.exact = new Exact(clock, () -> (ContextInternal) vertx.getOrCreateContext());
    }

    /** A context of the same event loop that belongs to no verticle and no request, and would keep none in memory. */
    private static ContextInternal ofItsOwn(ContextInternal context) {
        return context.owner()
                .createEventLoopContext(context.nettyEventLoop(), null, VertxTimers.class.getClassLoader());
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
        return delay.compareTo(LONG) >= 0 && isOnLoop() ? WHEELS.get().add(delay, task) : exact.after(delay, task);
    }

    private static boolean isOnLoop() {
        ContextInternal context = ContextInternal.current();
        return context != null && context.nettyEventLoop().inEventLoop();
    }

    /** Vert.x' own timers, but without the hook by which {@code Vertx.setTimer} cancels those of a verticle that ends. */
    private record Exact(InstantSource clock, Supplier<ContextInternal> contexts) implements Timers {
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
            ContextInternal context = contexts.get();
            long id = context.setTimer(millis, fired -> task.run());
            return () -> context.owner().cancelTimer(id);
        }
    }
}
