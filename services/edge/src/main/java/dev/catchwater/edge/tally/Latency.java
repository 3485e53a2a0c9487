package dev.catchwater.edge.tally;

import org.HdrHistogram.Histogram;

/**
 * How long things took in the last minute, in microseconds.
 *
 * @param count of what was measured
 */
public record Latency(long count, long p50, long p90, long p99, long p999, long max) {
    static Latency of(Histogram taken) {
        return new Latency(
                taken.getTotalCount(),
                taken.getValueAtPercentile(50),
                taken.getValueAtPercentile(90),
                taken.getValueAtPercentile(99),
                taken.getValueAtPercentile(99.9),
                taken.getMaxValue());
    }
}
