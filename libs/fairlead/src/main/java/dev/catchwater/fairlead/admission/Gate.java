package dev.catchwater.fairlead.admission;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.Overloaded.Bound;
import dev.catchwater.fairlead.rate.Charges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who goes, who waits, who is shed: the decisions of admission, without threads, timers or a clock. A place and all
 * tokens are taken in one step, so that neither is held while the other is waited for.
 *
 * <p>Not thread-safe. Methods that may move others give them: each is granted, or has a {@link Waiter#whyShed}.
 */
final class Gate {
    private final AdmissionPolicy policy;
    private final Limit limit;
    private final Line line;
    private int inFlight;

    Gate(AdmissionPolicy policy) {
        this.policy = policy;
        this.limit = Limit.of(policy.concurrency(), policy.maxInFlight());
        this.line = new Line(policy.patience());
    }

    int inFlight() {
        return inFlight;
    }

    int queued() {
        return line.size();
    }

    int limit() {
        return limit.current();
    }

    boolean adapts() {
        return limit.adapts();
    }

    /** Takes a place and tokens if both are there and nobody waits. */
    boolean enter(Charges charges, long now) {
        boolean free = line.size() == 0 && inFlight < limit.current() && charges.waitFor(now) == 0;
        if (free) {
            inFlight++;
            charges.take(now);
        }
        return free;
    }

    /** Lines up one that could not enter at once; it may be among those that move. */
    List<Waiter> lineUp(Waiter waiter, long now) {
        line.add(waiter);
        List<Waiter> moved = pump(now, new ArrayList<>(2));
        if (moved.contains(waiter)) {
            return moved;
        }
        HttpFailure failure = overloaded(waiter, moved);
        if (failure == null) {
            failure = hopeless(waiter, line.knownWaitOfLast(waiter, now), now);
        }
        if (failure != null) {
            shed(waiter, failure, moved);
        }
        return moved;
    }

    private @Nullable HttpFailure overloaded(Waiter waiter, List<Waiter> moved) {
        if (fits(0, 0)) {
            return null;
        }
        Waiter lower = line.newestBelow(waiter.priority);
        if (lower != null && fits(1, lower.bytes)) {
            shed(lower, excess(), moved);
            return null;
        }
        return excess();
    }

    private boolean fits(int fewer, long fewerBytes) {
        return line.size() - fewer <= policy.maxQueued() && line.bytes() - fewerBytes <= policy.maxQueuedBytes();
    }

    private HttpFailure excess() {
        return line.size() > policy.maxQueued()
                ? new HttpFailure.Overloaded(policy.maxQueued())
                : new HttpFailure.Overloaded(Bound.BYTES, policy.maxQueuedBytes());
    }

    private static @Nullable HttpFailure hopeless(Waiter waiter, long wait, long now) {
        return wait > waiter.givesUpAt - now
                ? new HttpFailure.RateLimited(waiter.charges.slowest(now), Duration.ofNanos(wait))
                : null;
    }

    /** Sheds all who wait. */
    List<Waiter> shedAll(HttpFailure why) {
        List<Waiter> moved = new ArrayList<>(line.size());
        line.forEach(moved::add);
        moved.forEach(waiter -> {
            line.remove(waiter);
            waiter.shed(why);
        });
        return moved;
    }

    private void shed(Waiter waiter, HttpFailure why, List<Waiter> moved) {
        if (line.remove(waiter)) {
            waiter.shed(why);
            moved.add(waiter);
        }
    }

    /** One gave up waiting. What it kept from others is theirs. */
    List<Waiter> giveUp(Waiter waiter, long now) {
        return line.remove(waiter) && waiter.charges.cost() > 0 ? pump(now) : List.of();
    }

    /** One that was in flight has ended. */
    List<Waiter> leave(long now) {
        inFlight--;
        return pump(now);
    }

    /** Lets in whom places and rates allow. */
    List<Waiter> pump(long now) {
        return line.size() == 0 ? List.of() : pump(now, new ArrayList<>(2));
    }

    private List<Waiter> pump(long now, List<Waiter> moved) {
        while (line.size() > 0 && inFlight < limit.current()) {
            Waiter next = line.next(now);
            if (next == null) {
                break;
            }
            inFlight++;
            next.charges.take(now);
            next.granted();
            moved.add(next);
        }
        return moved;
    }

    /** When {@link #pump} should be called again though nothing happened; {@link Line#NEVER}: something will happen. */
    long nextPump() {
        return line.size() == 0 || inFlight >= limit.current() ? Line.NEVER : line.soonest();
    }

    /** A latency was measured; whether the limit is another now. */
    boolean sample(long began, long now) {
        return limit.sample(began, inFlight, now);
    }

    /** After a scope has been stopped: sheds those whose time is up before it goes on, and lets others in. */
    List<Waiter> settle(long now) {
        List<Waiter> moved = new ArrayList<>(2);
        List<Waiter> lost = new ArrayList<>();
        line.forEach(waiter -> {
            HttpFailure failure = hopeless(waiter, waiter.charges.knownWait(now), now);
            if (failure != null) {
                waiter.shed(failure);
                lost.add(waiter);
            }
        });
        lost.forEach(waiter -> {
            line.remove(waiter);
            moved.add(waiter);
        });
        return pump(now, moved);
    }
}
