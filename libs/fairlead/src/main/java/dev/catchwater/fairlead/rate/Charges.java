package dev.catchwater.fairlead.rate;

import dev.catchwater.fairlead.signal.RateSignal;
import org.jspecify.annotations.Nullable;

/** The buckets that one attempt is charged to, all or none, and how much. Not thread-safe. */
public final class Charges {
    /** Nothing is charged. */
    public static final Charges NONE = new Charges(new Bucket[0], 0, null);

    private final Bucket[] buckets;
    private final int cost;
    private final @Nullable Bucket learner;
    private boolean outstanding;
    private long taken;

    Charges(Bucket[] buckets, int cost, @Nullable Bucket learner) {
        this.buckets = buckets;
        this.cost = cost;
        this.learner = learner;
        for (Bucket bucket : buckets) {
            bucket.used(1);
        }
    }

    public int cost() {
        return cost;
    }

    /** Equal for those that are charged to the same buckets: the last, which is the narrowest, implies the others. */
    public Object lane() {
        return buckets.length == 0 ? NONE : buckets[buckets.length - 1];
    }

    /** Nanoseconds until all of it can be taken; zero: now. */
    public long waitFor(long now) {
        long wait = 0;
        for (Bucket bucket : buckets) {
            wait = Math.max(wait, bucket.waitFor(cost, now));
        }
        return wait;
    }

    /** What is certain of the wait, if nobody else takes any. */
    public long knownWait(long now) {
        long wait = 0;
        for (Bucket bucket : buckets) {
            wait = Math.max(wait, bucket.knownWait(cost, now));
        }
        return wait;
    }

    /** What is certain of the wait of the last that lined up in this rank: those before it will take theirs. */
    public long knownWaitOfLast(int rank, long now) {
        long wait = 0;
        for (Bucket bucket : buckets) {
            wait = Math.max(wait, bucket.knownWait(bucket.queued(rank), now));
        }
        return wait;
    }

    /** Lines up for all of it, in this rank, 0 the highest. */
    public void lineUp(int rank) {
        for (Bucket bucket : buckets) {
            bucket.queue(rank, cost);
        }
    }

    /** Lines up no more. */
    public void stepOut(int rank) {
        for (Bucket bucket : buckets) {
            bucket.queue(rank, -cost);
        }
    }

    /** Takes all of it; it must be there. */
    public void take(long now) {
        for (Bucket bucket : buckets) {
            bucket.take(cost, now);
        }
        outstanding = buckets.length > 0;
        taken = now;
    }

    /** Gives back what was taken and never sent. */
    public void giveBack(long now) {
        if (outstanding) {
            answered();
            for (Bucket bucket : buckets) {
                bucket.giveBack(cost, now - taken);
            }
        }
    }

    /** Whether one of the buckets is kept for somebody further in front. */
    public boolean isBlocked(long scan) {
        for (Bucket bucket : buckets) {
            if (bucket.isBlocked(scan)) {
                return true;
            }
        }
        return false;
    }

    /** Keeps the buckets that have too little from those further behind. */
    public void block(long scan, long now) {
        for (Bucket bucket : buckets) {
            if (bucket.waitFor(cost, now) > 0) {
                bucket.block(scan);
            }
        }
    }

    /** The scope that is waited for longest. */
    public String slowest(long now) {
        Bucket slowest = buckets[0];
        for (Bucket bucket : buckets) {
            slowest = bucket.waitFor(cost, now) > slowest.waitFor(cost, now) ? bucket : slowest;
        }
        return slowest.scope();
    }

    /** The head came, or no head will; what it said is heeded apart. Idempotent. */
    public void answered() {
        if (outstanding) {
            outstanding = false;
            for (Bucket bucket : buckets) {
                bucket.answered(cost);
            }
        }
    }

    /**
     * Heeds what an answer said.
     *
     * @param signal null: nothing
     * @return nanoseconds for which the scope stands still because of it, 0 if it does not
     */
    public long learn(@Nullable RateSignal signal, long now) {
        return learner == null ? 0 : learner.learn(signal, now);
    }

    /** The scope that learns; empty if none does. */
    public String learner() {
        return learner == null ? "" : learner.scope();
    }

    public boolean learns() {
        return learner != null;
    }

    /** The attempt has ended and will not ask again. Once. */
    public void release() {
        answered();
        for (Bucket bucket : buckets) {
            bucket.used(-1);
        }
    }

    /** Whether a full bucket holds less than this costs: it would wait for ever. */
    public boolean neverFit() {
        for (Bucket bucket : buckets) {
            if (cost > bucket.most()) {
                return true;
            }
        }
        return false;
    }
}
