package dev.catchwater.fairlead.rate;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Leases within one process: for several clients that share limits, and what other sources are measured by. */
public final class LocalLeases implements LeaseSource {
    private final Map<String, Gcra> buckets = new HashMap<>();
    private final Duration validFor;
    private final int maxBuckets;

    /**
     * Leases that may be spent for so long.
     *
     * @param maxBuckets one more fails
     */
    public LocalLeases(Duration validFor, int maxBuckets) {
        this.validFor = validFor;
        this.maxBuckets = maxBuckets;
    }

    @Override
    public Uni<Lease> lease(Ask ask) {
        return Uni.createFrom().item(() -> give(ask));
    }

    private synchronized Lease give(Ask ask) {
        long now = Duration.between(Instant.EPOCH, ask.now()).toNanos();
        if (buckets.size() >= maxBuckets && !buckets.containsKey(ask.bucket())) {
            buckets.values().removeIf(bucket -> bucket.isFresh(now));
            if (buckets.size() >= maxBuckets) {
                throw new IllegalStateException("more than " + maxBuckets + " buckets are in use");
            }
        }
        Gcra bucket = buckets.computeIfAbsent(ask.bucket(), name -> new Gcra(ask.limit()));
        boolean there = bucket.waitFor(ask.tokens(), now) == 0;
        if (there) {
            bucket.take(ask.tokens(), now);
        }
        Duration next = Duration.ofNanos(bucket.waitFor(ask.tokens(), now));
        return new Lease(there ? ask.tokens() : 0, validFor, next);
    }
}
