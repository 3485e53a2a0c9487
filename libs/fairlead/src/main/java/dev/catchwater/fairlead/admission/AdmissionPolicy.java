package dev.catchwater.fairlead.admission;

import dev.catchwater.fairlead.rate.RatePolicy;
import java.time.Duration;

/**
 * How much is in flight at once and how often, and who may wait.
 *
 * @param maxInFlight attempts between their start and the end of their bodies
 * @param maxQueued attempts that wait; one more sheds the newest of a lower class, or fails at once
 * @param maxWait how long one waits before it fails
 * @param maxQueuedBytes of the request bodies, kept in memory, of those that wait
 * @param concurrency whether {@code maxInFlight} is the limit or the bound of one that adapts
 * @param patience how often a class is passed over by higher ones before it goes next; its floor is then one of
 *     {@code patience + 1} admissions
 * @param rates how often attempts may be made
 */
public record AdmissionPolicy(
        int maxInFlight,
        int maxQueued,
        Duration maxWait,
        long maxQueuedBytes,
        Concurrency concurrency,
        int patience,
        RatePolicy rates) {
    /** 64 in flight, 1,024 and 64 MiB waiting for up to 10 s; every ninth goes to a lower class; no rates. */
    public static final AdmissionPolicy DEFAULT = new AdmissionPolicy(64, 1_024, Duration.ofSeconds(10));

    public AdmissionPolicy {
        if (maxInFlight < 1 || maxQueued < 0 || !maxWait.isPositive() || maxQueuedBytes < 0 || patience < 1) {
            throw new IllegalArgumentException("admission needs at least one place, a positive wait and some patience");
        }
    }

    /** A fixed number of places, and no rates. */
    public AdmissionPolicy(int maxInFlight, int maxQueued, Duration maxWait) {
        this(maxInFlight, maxQueued, maxWait, 64L * 1024 * 1024, Concurrency.FIXED, 8, RatePolicy.NONE);
    }

    /** This policy with another number of places. */
    public AdmissionPolicy withInFlight(int places) {
        return new AdmissionPolicy(places, maxQueued, maxWait, maxQueuedBytes, concurrency, patience, rates);
    }

    /** This policy with other bounds on the queue. */
    public AdmissionPolicy withQueue(int calls, Duration wait, long bytes) {
        return new AdmissionPolicy(maxInFlight, calls, wait, bytes, concurrency, patience, rates);
    }

    public AdmissionPolicy withConcurrency(Concurrency how) {
        return new AdmissionPolicy(maxInFlight, maxQueued, maxWait, maxQueuedBytes, how, patience, rates);
    }

    public AdmissionPolicy withPatience(int passes) {
        return new AdmissionPolicy(maxInFlight, maxQueued, maxWait, maxQueuedBytes, concurrency, passes, rates);
    }

    public AdmissionPolicy withRates(RatePolicy policy) {
        return new AdmissionPolicy(maxInFlight, maxQueued, maxWait, maxQueuedBytes, concurrency, patience, policy);
    }
}
