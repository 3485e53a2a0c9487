package dev.catchwater.fairlead.balance;

/**
 * A latency that rises at once and falls slowly: Finagle's peak EWMA. Observations come unevenly, so the weight of what
 * was known is that of the time since (Eckner, "Algorithms for unevenly spaced time series").
 */
final class Latency {
    /** Finagle's, in nanoseconds: a fresh endpoint that has a request out gets no second before the first answer. */
    private static final double PENALTY = Long.MAX_VALUE >> 16;

    /**
     * Decay times after which so little is left, 5 %, that nothing is known. A peak fades against what the others take,
     * which may be thousands of times less; without an end the one who had it would be asked again after minutes.
     */
    private static final double FORGOTTEN = 3;

    private final double decayNanos;
    private double cost;
    private long stamp;

    Latency(double decayNanos, long now) {
        this.decayNanos = decayNanos;
        this.stamp = now;
    }

    void observe(double nanos, long now) {
        double known = at(now);
        double weight = weight(now);
        cost = nanos > known ? nanos : known + nanos * (1 - weight);
        stamp = now;
    }

    /** In nanoseconds, as if another answer had come in no time. */
    double at(long now) {
        return cost * weight(now);
    }

    /** What one more request would cost; a latency that was never seen, or is forgotten, costs nothing to try, once. */
    double load(int inFlight, long now) {
        double latency = now - stamp > FORGOTTEN * decayNanos ? 0 : at(now);
        return latency == 0 && inFlight > 0 ? PENALTY + inFlight : latency * (inFlight + 1);
    }

    private double weight(long now) {
        return Math.exp(-Math.max(now - stamp, 0) / decayNanos);
    }
}
