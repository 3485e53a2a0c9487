package dev.catchwater.fairlead.admission;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.rate.Charges;
import dev.catchwater.fairlead.signal.Dialects;
import dev.catchwater.fairlead.signal.RateSignal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The client's only queue. An attempt goes on when it has a place among those in flight and the tokens of all its rates,
 * which it gets in one step; the place is held until the body has ended. A waiter that is cancelled or timed out leaves
 * the queue at once, and one whose rate cannot come in time never waits.
 *
 * <p>Each waiter goes on where it came from: its executor is asked for when it begins to wait.
 */
public final class AdmissionStage implements Stage {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final Passage.Maker tickets = Ticket::new;
    private final AdmissionPolicy policy;
    private final Timers timers;
    private final Supplier<Executor> here;
    private final CallListener listener;
    private final Door door;

    /**
     * An admission stage.
     *
     * @param here gives the executor of the calling event loop
     */
    public AdmissionStage(AdmissionPolicy policy, Timers timers, Supplier<Executor> here, CallListener listener) {
        this.policy = policy;
        this.timers = timers;
        this.here = here;
        this.listener = listener;
        this.door = new Door(policy, timers);
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return Passage.uni(request, next, tickets);
    }

    /** Attempts between admission and the end of their bodies. */
    public int inFlight() {
        return door.inFlight();
    }

    /** Attempts that wait. */
    public int queued() {
        return door.queued();
    }

    /** How many may be in flight now. */
    public int limit() {
        return door.limit();
    }

    /** Heeds a limit that an upstream told in a body, or elsewhere, as if an answer to this request had told it. */
    public void heed(Request request, RateSignal signal) {
        Charges charges = door.charges(request);
        if (charges != null) {
            told(request, charges, door.heed(charges, signal));
            door.release(charges);
        }
    }

    /** Sheds all who wait: there is nothing left to wait for. */
    public void close() {
        door.shedAll(new HttpFailure.Closed());
    }

    private void told(Request request, Charges charges, long paused) {
        if (paused > 0) {
            listener.on(
                    new CallEvent.Paused(request.get(CallListener.CALL), charges.learner(), Duration.ofNanos(paused)));
        }
    }

    private final class Ticket extends Entrant {
        private final Request request;
        private final Next next;
        private long since;
        private boolean answered;

        Ticket(Request request, Next next) {
            this.request = request;
            this.next = next;
        }

        @Override
        protected void begin() {
            switch (door.enter(this, request)) {
                case ADMITTED -> admitted(Duration.ZERO);
                case HAS_TO_WAIT -> lineUp();
                case NO_ROOM_TO_COUNT ->
                    turnAway(new HttpFailure.Overloaded(
                            HttpFailure.Overloaded.Bound.RATE_BUCKETS,
                            policy.rates().maxBuckets()));
                case TOO_DEAR ->
                    turnAway(new HttpFailure.InvalidRequest("the request costs more than its rate limit ever has"));
                case OVER -> {}
            }
        }

        private void lineUp() {
            since = door.now();
            Spot mine = new Spot(this, request, here.get(), Math.min(since + nanos(policy.maxWait()), expiry()));
            switch (door.lineUp(this, mine)) {
                case DECIDED -> mine.goOn();
                case WAITS -> {
                    listener.on(new CallEvent.Queued(request.get(CallListener.CALL)));
                    mine.timer = timers.after(policy.maxWait(), this::waitedTooLong);
                }
                case OVER -> {}
            }
        }

        private long expiry() {
            return since + nanos(request.remaining(timers));
        }

        @Override
        void admitted() {
            admitted(Duration.ofNanos(door.now() - since));
        }

        private void admitted(Duration waited) {
            // Cancelled on the way from the queue: ended() has already given the place back.
            if (isOpen() && door.sends(this)) {
                since = door.adapts() ? door.now() : 0;
                listener.on(new CallEvent.Admitted(request.get(CallListener.CALL), waited));
                proceed(next.proceed(request));
            }
        }

        private void waitedTooLong() {
            if (door.isWaiting(this)) {
                turnAway(new HttpFailure.TimedOut(HttpFailure.Phase.QUEUE, policy.maxWait()));
            }
        }

        @Override
        void turnAway(HttpFailure failure) {
            if (isOpen()) {
                listener.on(new CallEvent.TurnedAway(request.get(CallListener.CALL), failure));
                fail(failure);
            }
        }

        @Override
        protected void answered(Response head) {
            answered = true;
            if (charges.learns()) {
                RateSignal signal = Dialects.read(head.status(), head.headers(), timers.instant())
                        .orElse(null);
                told(request, charges, door.heed(charges, signal));
            }
            // A refusal is quick, and says nothing of how long work takes.
            if (head.status() != 429 && head.status() < 500) {
                sample();
            }
        }

        @Override
        protected void ended(Outcome outcome) {
            if (!answered && isSilence(outcome)) {
                sample();
            }
            door.leave(this);
        }

        private void sample() {
            if (door.adapts() && door.sample(since)) {
                listener.on(new CallEvent.LimitChanged(request.get(CallListener.CALL), door.limit()));
            }
        }
    }

    private static boolean isSilence(Outcome outcome) {
        return outcome instanceof Outcome.Failed(HttpFailure.TimedOut timedOut)
                && timedOut.phase() == HttpFailure.Phase.FIRST_BYTE;
    }

    private static long nanos(Duration span) {
        return span.compareTo(FOREVER) < 0 ? span.toNanos() : FOREVER.toNanos();
    }
}
