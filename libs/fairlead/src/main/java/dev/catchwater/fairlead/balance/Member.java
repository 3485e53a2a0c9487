package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointState;

/** An endpoint among the others of its origin, and how it fares. All of it under the pool's lock. */
final class Member {
    private final String authority;
    private final SlowStart slowStart;
    private final long hash;
    final Latency latency;
    private Endpoint endpoint;
    private long since;
    int inFlight;
    /** How far it is behind its share of a round. */
    double arrears;

    boolean healthy = true;
    boolean ejected;
    long ejectedUntil;
    int ejections;
    int inARow;
    int calls;
    int failures;

    /** Attempts that began earlier say nothing about it as it is now. */
    long countsFrom;

    /**
     * A member whose ramp began at {@code since}.
     *
     * @param decayNanos of its latency
     */
    Member(Endpoint endpoint, SlowStart slowStart, double decayNanos, long since, long now) {
        this.authority = endpoint.authority();
        this.hash = Hash.of(authority);
        this.endpoint = endpoint;
        this.slowStart = slowStart;
        this.latency = new Latency(decayNanos, now);
        this.since = since;
        this.countsFrom = since;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    String authority() {
        return authority;
    }

    long hash() {
        return hash;
    }

    /** Takes another weight, priority or zone for the same place. */
    void become(Endpoint other) {
        endpoint = other;
    }

    boolean isAvailable() {
        return healthy && !ejected;
    }

    EndpointState state() {
        return !healthy ? EndpointState.UNHEALTHY : ejected ? EndpointState.EJECTED : EndpointState.AVAILABLE;
    }

    double weight(long now) {
        return endpoint.weight() * slowStart.part(now - since);
    }

    /** Begins its ramp, and what is counted of it, anew. */
    void isBack(long now) {
        since = now;
        countsFrom = now;
        inARow = 0;
        forgetRate();
    }

    void forgetRate() {
        calls = 0;
        failures = 0;
    }

    @Override
    public String toString() {
        return authority + " " + state();
    }
}
