package dev.catchwater.fairlead.observe.patterns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * The last eleven minutes of a pattern, in slices of half a minute: one that is open, whose histogram takes 9 kB, and
 * those that are closed, packed to what they hold. Locked for some microseconds at most.
 */
final class Window {
    static final long SLICE_NANOS = 30_000_000_000L;
    /** The open one among them. */
    static final int RECENT = 3;

    static final int BEFORE = 20;
    static final long MAX_MICROS = 600_000_000;

    private static final int CLOSED = RECENT - 1 + BEFORE;
    private static final long RESOLUTION_MICROS = 100;
    private static final int DIGITS = 2;

    /** A slice that is closed. */
    private record Slice(Tally tally, Packed latencies) {}

    private final @Nullable Slice[] closed = new Slice[CLOSED];
    private final IntCountsHistogram latencies = histogram();
    private Tally tally = new Tally();
    private long open;

    Window(long index) {
        open = index;
    }

    static IntCountsHistogram histogram() {
        return new IntCountsHistogram(RESOLUTION_MICROS, MAX_MICROS, DIGITS);
    }

    synchronized void record(long index, Sample sample) {
        roll(index);
        tally.record(sample);
        if (sample.latencyMicros() != Tally.UNKNOWN) {
            latencies.recordValue(sample.latencyMicros());
        }
    }

    /** Whether nothing was recorded in all of the window. */
    synchronized boolean isIdle(long index) {
        roll(index);
        return tally.attempts == 0 && Arrays.stream(closed).allMatch(slice -> slice == null);
    }

    /** Adds up what is recent and what was before. */
    void sum(long index, Sum recent, Sum before) {
        List<Slice> late = new ArrayList<>(RECENT);
        List<Slice> early = new ArrayList<>(BEFORE);
        synchronized (this) {
            roll(index);
            recent.add(tally, latencies);
            for (long at = open - CLOSED; at < open; at++) {
                Slice slice = closed[slot(at)];
                if (slice != null) {
                    (at > open - RECENT ? late : early).add(slice);
                }
            }
        }
        // Unpacking takes its time, and what is closed does not change.
        late.forEach(slice -> recent.add(slice.tally, slice.latencies));
        early.forEach(slice -> before.add(slice.tally, slice.latencies));
    }

    /** What it takes, in bytes, but for headers of objects. */
    synchronized long bytes() {
        return latencies.getEstimatedFootprintInBytes()
                + Arrays.stream(closed)
                        .mapToLong(slice -> slice == null ? 0 : slice.latencies.length() + Tally.BYTES)
                        .sum();
    }

    /** Another thread may be a slice ahead: then what is late counts in the slice that is open. */
    private void roll(long index) {
        if (index <= open) {
            return;
        }
        closed[slot(open)] = tally.attempts == 0 ? null : new Slice(tally, Packed.of(latencies));
        for (long gone = Math.max(open + 1, index - CLOSED); gone < index; gone++) {
            closed[slot(gone)] = null;
        }
        tally = new Tally();
        latencies.reset();
        open = index;
    }

    private static int slot(long index) {
        return Math.floorMod(index, CLOSED);
    }
}
