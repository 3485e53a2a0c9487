package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Timers under which no time passes; remembers for how long it would have been waited. */
final class AtOnce implements Timers {
    final List<Duration> waits = new CopyOnWriteArrayList<>();

    @Override
    public Instant instant() {
        return FickleOrigin.NOW;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        waits.add(delay);
        task.run();
        return () -> {};
    }
}
