package dev.catchwater.load.measure;

import dev.catchwater.load.Target;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** Counts what ends, and what a window of time cost. */
final class Tally {
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
    private final Recorder latencies = new Recorder(60_000_000_000L, 3);
    private final long server;

    /** @param server whose CPU time is looked at, too; 0: nobody's */
    Tally(long server) {
        this.server = server;
    }

    void ended(long nanos, long read, @Nullable Throwable failure) {
        calls.increment();
        latencies.recordValue(Math.clamp(nanos, 1, 60_000_000_000L));
        if (failure != null || read != Target.BODY_BYTES) {
            failures.increment();
            first.compareAndSet(null, failure != null ? failure : new IllegalStateException(read + " bytes of body"));
        }
    }

    /** Everything since the last time it was asked; the figures are read one after another, so a call may be in between. */
    Window since(Reading before, Reading now) {
        Histogram histogram = latencies.getIntervalHistogram();
        return new Window(
                now.calls - before.calls,
                now.failures - before.failures,
                now.nanos - before.nanos,
                now.cpu - before.cpu,
                now.server - before.server,
                now.allocated - before.allocated,
                histogram);
    }

    Reading read() {
        return new Reading(
                calls.sum(),
                failures.sum(),
                Gauges.allocatedBytes(),
                Gauges.cpuNanos(),
                server == 0 ? 0 : Gauges.cpuNanos(server),
                System.nanoTime());
    }

    /** Begins a window: latencies before it are forgotten. */
    Reading open() {
        latencies.reset();
        return read();
    }

    long calls() {
        return calls.sum();
    }

    @Nullable
    Throwable firstFailure() {
        return first.get();
    }

    /** What the counters and gauges said at a moment. */
    record Reading(long calls, long failures, long allocated, long cpu, long server, long nanos) {}
}
