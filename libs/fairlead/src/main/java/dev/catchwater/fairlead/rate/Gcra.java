package dev.catchwater.fairlead.rate;

/**
 * The generic cell rate algorithm (ITU-T I.371) in its virtual-scheduling form: one number, the theoretical arrival
 * time of the next token's request, says all about a bucket.
 */
final class Gcra implements Tokens {
    private final int burst;
    private final long interval;
    private long arrival;

    Gcra(RateLimit limit) {
        this.burst = limit.burst();
        this.interval = limit.interval().toNanos();
    }

    @Override
    public long waitFor(long cost, long now) {
        return Math.max(0, Math.max(arrival, now) + (cost - burst) * interval - now);
    }

    @Override
    public void take(int cost, long now) {
        arrival = Math.max(arrival, now) + cost * interval;
    }

    /** What fills up while the bucket is full is lost, and it may have been full since. */
    @Override
    public void giveBack(int cost, long since) {
        arrival -= Math.max(0, cost * interval - since);
    }

    /** Leaves nothing to take now; it fills as always. */
    void empty(long now) {
        arrival = Math.max(arrival, now + burst * interval);
    }

    @Override
    public boolean isFresh(long now) {
        return arrival <= now;
    }

    @Override
    public long most() {
        return burst;
    }
}
