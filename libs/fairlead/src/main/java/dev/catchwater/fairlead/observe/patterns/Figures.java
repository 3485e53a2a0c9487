package dev.catchwater.fairlead.observe.patterns;

import java.time.Duration;

/**
 * Attempts of one pattern in one window of time.
 *
 * @param window how long it is
 * @param attempts those that ended in it
 * @param errors those of them that failed or whose status was 400 or more
 * @param latencies until the heads of answers; waits that ran out of time count with the time they took
 * @param sent sizes of request bodies, as far as they were known beforehand
 * @param received sizes of response bodies that were read to their end, decompressed
 */
public record Figures(Duration window, long attempts, long errors, Latencies latencies, Sizes sent, Sizes received) {
    /**
     * Latencies, to 2 significant digits; beyond ten minutes they are ten minutes. Zero where there are none.
     *
     * @param count how many there are
     */
    public record Latencies(long count, Duration p50, Duration p95, Duration p99, Duration max) {}

    /**
     * Sizes in bytes; zero where there are none.
     *
     * @param count how many are known
     */
    public record Sizes(long count, long mean, long max) {}

    /** Attempts a second. */
    public double perSecond() {
        return window.isZero() ? 0 : attempts * 1e9 / window.toNanos();
    }

    /** Errors of attempts, from 0 to 1. */
    public double errorRatio() {
        return attempts == 0 ? 0 : (double) errors / attempts;
    }
}
