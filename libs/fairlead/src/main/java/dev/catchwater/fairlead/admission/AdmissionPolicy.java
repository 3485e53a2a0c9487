package dev.catchwater.fairlead.admission;

import java.time.Duration;

/**
 * How much is in flight at once, and who may wait.
 *
 * @param maxInFlight calls between their start and the end of their bodies
 * @param maxQueued calls that wait for a place; one more fails at once
 * @param maxWait how long one waits before it fails
 */
public record AdmissionPolicy(int maxInFlight, int maxQueued, Duration maxWait) {
    /** 64 in flight, 1,024 waiting for up to 10 s. */
    public static final AdmissionPolicy DEFAULT = new AdmissionPolicy(64, 1_024, Duration.ofSeconds(10));

    public AdmissionPolicy {
        if (maxInFlight < 1 || maxQueued < 0 || maxWait.isNegative() || maxWait.isZero()) {
            throw new IllegalArgumentException("admission needs at least one place and a positive wait");
        }
    }

    /** This policy with another number of places. */
    public AdmissionPolicy withInFlight(int places) {
        return new AdmissionPolicy(places, maxQueued, maxWait);
    }
}
