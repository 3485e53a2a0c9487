package dev.catchwater.fairlead;

import dev.catchwater.testkit.ManualClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** A manual clock's timers; a task that was set on an event loop runs there, others on the thread that advances. */
public final class ManualTimers implements Timers {
    private final ManualClock clock = new ManualClock();

    public ManualClock clock() {
        return clock;
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Context context = Vertx.currentContext();
        var timer = clock.after(
                delay,
                context == null || !Context.isOnEventLoopThread()
                        ? task
                        : () -> context.runOnContext(ignored -> task.run()));
        return timer::cancel;
    }
}
