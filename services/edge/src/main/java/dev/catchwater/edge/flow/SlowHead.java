package dev.catchwater.edge.flow;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A head that has begun has to come to its end (slow loris). */
final class SlowHead {
    private final Duration limit;
    private int watched;
    private @Nullable ScheduledFuture<?> timer;

    SlowHead(Duration limit) {
        this.limit = limit;
    }

    /** After each look at what has come. */
    void watch(Strictness strictness, EventExecutor loop, Runnable late) {
        if (!strictness.inHead() || watched != strictness.heads()) {
            stop();
        }
        if (strictness.inHead() && timer == null) {
            watched = strictness.heads();
            timer = loop.schedule(late, limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void stop() {
        ScheduledFuture<?> running = timer;
        if (running != null) {
            running.cancel(false);
            timer = null;
        }
    }
}
