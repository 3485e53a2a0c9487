package dev.catchwater.fairlead.breaker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** How the calls of the last while ended, in a ring of slices; adding takes no lock. */
final class Window {
    private static final int SLICES = 10;

    /** What the window holds. */
    record Counts(int calls, int failures, int slow) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    private record Slice(long number, AtomicInteger calls, AtomicInteger failures, AtomicInteger slow) {
        Slice(long number) {
            this(number, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        }
    }

    private final long sliceNanos;
    private final AtomicReferenceArray<@Nullable Slice> ring = new AtomicReferenceArray<>(SLICES);

    Window(Duration length) {
        sliceNanos = length.toNanos() / SLICES;
    }

    void add(long nanos, boolean failed, boolean slow) {
        Slice slice = at(Math.floorDiv(nanos, sliceNanos));
        slice.calls.incrementAndGet();
        if (failed) {
            slice.failures.incrementAndGet();
        }
        if (slow) {
            slice.slow.incrementAndGet();
        }
    }

    Counts counts(long nanos) {
        long number = Math.floorDiv(nanos, sliceNanos);
        int calls = 0;
        int failures = 0;
        int slow = 0;
        for (int i = 0; i < SLICES; i++) {
            Slice slice = ring.get(i);
            if (slice != null && slice.number > number - SLICES) {
                calls += slice.calls.get();
                failures += slice.failures.get();
                slow += slice.slow.get();
            }
        }
        return new Counts(calls, failures, slow);
    }

    private Slice at(long number) {
        int index = Math.floorMod(number, SLICES);
        Slice there = ring.get(index);
        // Another thread may have read the clock a little later: its slice is as good.
        while (there == null || there.number < number) {
            ring.compareAndSet(index, there, new Slice(number));
            there = ring.get(index);
        }
        return there;
    }
}
