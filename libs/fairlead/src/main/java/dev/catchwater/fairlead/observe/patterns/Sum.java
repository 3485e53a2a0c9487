package dev.catchwater.fairlead.observe.patterns;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.HdrHistogram.IntCountsHistogram;

/** Slices, added up. Not thread-safe. */
final class Sum {
    private final Tally tally = new Tally();
    private final IntCountsHistogram latencies = Window.histogram();

    void add(Tally counts, IntCountsHistogram times) {
        tally.add(counts);
        latencies.add(times);
    }

    void add(Tally counts, Packed times) {
        tally.add(counts);
        times.addTo(latencies);
    }

    boolean isEmpty() {
        return tally.attempts == 0;
    }

    Figures figures(long windowNanos) {
        return new Figures(
                Duration.ofNanos(windowNanos),
                tally.attempts,
                tally.errors,
                new Figures.Latencies(
                        latencies.getTotalCount(),
                        percentile(50),
                        percentile(95),
                        percentile(99),
                        Duration.of(latencies.getMaxValue(), ChronoUnit.MICROS)),
                tally.sent.sizes(),
                tally.received.sizes());
    }

    boolean failsMoreThan(Sum before) {
        return Shift.failing(tally.errors, tally.attempts, before.tally.errors, before.tally.attempts);
    }

    boolean isSlowerThan(Sum before) {
        long usual = before.p95();
        return Shift.slower(
                p95(),
                usual,
                above(usual),
                latencies.getTotalCount(),
                before.above(usual),
                before.latencies.getTotalCount());
    }

    private long p95() {
        return latencies.getValueAtPercentile(95);
    }

    private long above(long micros) {
        return latencies.getTotalCount() - latencies.getCountBetweenValues(0, micros);
    }

    private Duration percentile(double percentile) {
        return Duration.of(latencies.getValueAtPercentile(percentile), ChronoUnit.MICROS);
    }
}
