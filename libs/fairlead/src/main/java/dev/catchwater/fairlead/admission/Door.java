package dev.catchwater.fairlead.admission;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.rate.Asking;
import dev.catchwater.fairlead.rate.Buckets;
import dev.catchwater.fairlead.rate.Charges;
import dev.catchwater.fairlead.signal.RateSignal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate, its lock, its clock, and the one timer for when a rate has tokens again. Decisions are made within the lock;
 * whoever they move goes on outside it.
 */
final class Door {
    private final Timers timers;
    private final long epoch;
    private final Buckets buckets;
    private final Gate gate;
    private Timers.@Nullable Timer wake;
    private long wakeAt;

    Door(AdmissionPolicy policy, Timers timers) {
        this.timers = timers;
        this.epoch = timers.nanos();
        this.buckets = new Buckets(policy.rates());
        this.gate = new Gate(policy);
    }

    enum Entry {
        ADMITTED,
        HAS_TO_WAIT,
        /** Its origin or key cannot be counted besides all others. */
        NO_ROOM_TO_COUNT,
        /** No bucket is ever that full. */
        TOO_DEAR,
        OVER
    }

    enum LinedUp {
        /** Granted or shed at once. */
        DECIDED,
        WAITS,
        OVER
    }

    /** Nanoseconds since this door was made. */
    long now() {
        return timers.nanos() - epoch;
    }

    synchronized int inFlight() {
        return gate.inFlight();
    }

    synchronized int queued() {
        return gate.queued();
    }

    synchronized int limit() {
        return gate.limit();
    }

    boolean adapts() {
        return gate.adapts();
    }

    /** What a request is charged, to be released; null if there is no room to count it. */
    synchronized @Nullable Charges charges(Request request) {
        return buckets.of(request, now());
    }

    synchronized void release(Charges charges) {
        charges.release();
    }

    Entry enter(Entrant entrant, Request request) {
        Entry entry = tryEnter(entrant, request);
        ask();
        return entry;
    }

    private synchronized Entry tryEnter(Entrant entrant, Request request) {
        if (entrant.place == Entrant.Place.OVER) {
            return Entry.OVER;
        }
        long now = now();
        Charges charges = buckets.of(request, now);
        if (charges == null) {
            return Entry.NO_ROOM_TO_COUNT;
        }
        entrant.charges = charges;
        if (charges.neverFit()) {
            return Entry.TOO_DEAR;
        }
        if (gate.enter(charges, now)) {
            entrant.place = Entrant.Place.HELD;
            return Entry.ADMITTED;
        }
        return Entry.HAS_TO_WAIT;
    }

    LinedUp lineUp(Entrant entrant, Spot spot) {
        List<Waiter> moved;
        synchronized (this) {
            if (entrant.place == Entrant.Place.OVER) {
                return LinedUp.OVER;
            }
            entrant.place = Entrant.Place.QUEUED;
            entrant.spot = spot;
            moved = gate.lineUp(spot, now());
            setTimer();
        }
        boolean decided = moved.remove(spot);
        goOn(moved);
        return decided ? LinedUp.DECIDED : LinedUp.WAITS;
    }

    synchronized boolean isWaiting(Entrant entrant) {
        return entrant.place == Entrant.Place.QUEUED && entrant.spot != null && entrant.spot.whyShed() == null;
    }

    /** Whether an entrant that was admitted goes on; else it has left on the way, and its tokens are given back. */
    synchronized boolean sends(Entrant entrant) {
        entrant.sent = entrant.place == Entrant.Place.HELD;
        return entrant.sent;
    }

    /** Gives back whatever the entrant has. */
    void leave(Entrant entrant) {
        List<Waiter> moved = List.of();
        Spot spot;
        synchronized (this) {
            Entrant.Place had = entrant.place;
            entrant.place = Entrant.Place.OVER;
            if (had == Entrant.Place.HELD && !entrant.sent) {
                entrant.charges.giveBack(now());
            }
            entrant.charges.release();
            spot = entrant.spot;
            if (had == Entrant.Place.HELD) {
                moved = gate.leave(now());
            } else if (had == Entrant.Place.QUEUED && spot != null) {
                moved = gate.giveUp(spot, now());
            }
            setTimer();
        }
        if (spot != null) {
            spot.stopTimer();
        }
        goOn(moved);
    }

    /**
     * Heeds what an answer said of its limits.
     *
     * @param signal null: nothing
     * @return how long its scope stands still for it in nanoseconds, 0 if it does not
     */
    long heed(Charges charges, @Nullable RateSignal signal) {
        List<Waiter> moved;
        long paused;
        synchronized (this) {
            long now = now();
            charges.answered();
            paused = charges.learn(signal, now);
            moved = paused > 0 ? gate.settle(now) : gate.pump(now);
            setTimer();
        }
        goOn(moved);
        return paused;
    }

    /** Hears how long an attempt took that was admitted then; whether the limit is another now. */
    boolean sample(long began) {
        List<Waiter> moved;
        boolean changed;
        synchronized (this) {
            long now = now();
            changed = gate.sample(began, now);
            moved = changed ? gate.pump(now) : List.of();
            setTimer();
        }
        goOn(moved);
        return changed;
    }

    private void wake() {
        pumpAfter(() -> wake = null);
    }

    private void goOn(List<Waiter> moved) {
        moved.forEach(Waiter::moved);
        ask();
    }

    /** Asks for the leases that are wanted; outside the lock, which their answers take. */
    private void ask() {
        if (!buckets.areShared()) {
            return;
        }
        List<Asking> asks;
        synchronized (this) {
            asks = buckets.asks(timers.instant(), now());
        }
        for (Asking asking : asks) {
            asking.lease()
                    .subscribe()
                    .with(
                            lease -> pumpAfter(() -> asking.leased(lease, now())),
                            thrown -> pumpAfter(() -> asking.failed(now())));
        }
    }

    void shedAll(HttpFailure why) {
        List<Waiter> moved;
        synchronized (this) {
            moved = gate.shedAll(why);
            setTimer();
        }
        goOn(moved);
    }

    private void pumpAfter(Runnable change) {
        List<Waiter> moved;
        synchronized (this) {
            change.run();
            moved = gate.pump(now());
            setTimer();
        }
        goOn(moved);
    }

    private void setTimer() {
        long at = gate.nextPump();
        if (wake != null && (at == Line.NEVER || at < wakeAt)) {
            wake.cancel();
            wake = null;
        }
        if (wake == null && at != Line.NEVER) {
            wakeAt = at;
            wake = timers.after(Duration.ofNanos(Math.max(1, at - now())), this::wake);
        }
    }
}
