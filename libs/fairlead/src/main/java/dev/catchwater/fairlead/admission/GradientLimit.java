package dev.catchwater.fairlead.admission;

import java.util.Arrays;

/**
 * Envoy's gradient controller ({@code envoy.filters.http.adaptive_concurrency}), with two differences: a window that is
 * faster than the latency at rest takes its place at once, and a limit that is not half used does not grow.
 */
final class GradientLimit implements Limit {
    private static final int MAX_SAMPLES = 256;
    /** Envoy's: this many windows in a row at the minimum, and the latency at rest is measured anew. */
    private static final int WINDOWS_AT_MIN = 5;

    private static final int MIN_SAMPLES = 5;

    private final int min;
    private final int max;
    private final long windowNanos;
    private final long probeEvery;
    private final int probeSamples;
    private final double buffer;
    private final long[] samples = new long[MAX_SAMPLES];
    private int count;
    private int busiest;
    private int limit;
    private int before;
    private int windowsAtMin;
    private boolean probing = true;
    private long rest;
    private long since;
    private long probed;

    GradientLimit(Concurrency.Gradient policy, int max) {
        this.min = Math.min(policy.min(), max);
        this.max = max;
        this.windowNanos = policy.window().toNanos();
        this.probeEvery = policy.probeEvery().toNanos();
        this.probeSamples = Math.min(policy.probeSamples(), MAX_SAMPLES);
        this.buffer = policy.buffer();
        this.limit = min;
        this.before = min;
    }

    @Override
    public int current() {
        return limit;
    }

    @Override
    public boolean adapts() {
        return true;
    }

    @Override
    public boolean sample(long began, int inFlight, long now) {
        if (began < since && probing) {
            return false;
        }
        samples[count++ % MAX_SAMPLES] = Math.max(1, now - began);
        busiest = Math.max(busiest, inFlight);
        int was = limit;
        if (probing) {
            boolean enough = count >= probeSamples || now - since > probeEvery / 10;
            if (enough) {
                rest = median();
                endProbe(now);
            }
        } else if (now - since >= windowNanos && count >= MIN_SAMPLES) {
            adapt(median());
            begin(now);
            if (now - probed >= probeEvery || windowsAtMin >= WINDOWS_AT_MIN) {
                beginProbe();
            }
        }
        return limit != was;
    }

    private void adapt(long median) {
        rest = Math.min(rest, median);
        double gradient = Math.clamp((1 + buffer) * rest / median, 0.5, 2.0);
        int wanted = (int) Math.clamp(gradient * limit + Math.sqrt(limit), min, max);
        if (wanted < limit || busiest * 2 >= limit) {
            limit = wanted;
        }
        windowsAtMin = limit == min ? windowsAtMin + 1 : 0;
    }

    private void beginProbe() {
        probing = true;
        before = limit;
        limit = min;
        windowsAtMin = 0;
    }

    private void endProbe(long now) {
        probing = false;
        limit = before;
        probed = now;
        begin(now);
    }

    private void begin(long now) {
        since = now;
        count = 0;
        busiest = 0;
    }

    private long median() {
        long[] sorted = Arrays.copyOf(samples, Math.min(count, MAX_SAMPLES));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
