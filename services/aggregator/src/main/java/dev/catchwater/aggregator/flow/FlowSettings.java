package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.schedule.Limits;
import java.time.Duration;

/**
 * The knobs of gathering.
 *
 * @param owner this process among all replicas: {@code node/process}
 * @param polling bounds of the intervals
 * @param tick how often we look for sources whose time has come
 * @param atOnce sources asked at once by this process
 * @param deadline for one visit, all its pages and the writing included
 * @param verifyDeadline for the look at an address that a user gave
 * @param lease how long a claim holds if its owner dies; longer than the deadline
 * @param streamCheck how often streams are looked after, and their claims renewed
 * @param maxSources how many sources there may be
 * @param keepEvents how long listeners may stay away and still continue
 */
public record FlowSettings(
        String owner,
        Limits polling,
        Duration tick,
        int atOnce,
        Duration deadline,
        Duration verifyDeadline,
        Duration lease,
        Duration streamCheck,
        int maxSources,
        Duration keepEvents) {

    public FlowSettings {
        if (lease.compareTo(deadline) <= 0) {
            throw new IllegalArgumentException("a lease must outlast the deadline of a visit");
        }
    }

    /** The part of the owner that stays the same when the process is started anew. */
    public String node() {
        return owner.split("/", 2)[0];
    }
}
