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
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client's only queue: a bounded number of attempts in flight, first come first served. A place is held until the
 * body has ended, and a waiter that is cancelled or timed out leaves the queue at once.
 *
 * <p>Each waiter goes on where it came from: its executor is asked for when it begins to wait.
 */
public final class AdmissionStage implements Stage {
    private final AdmissionPolicy policy;
    private final Timers timers;
    private final Supplier<Executor> here;
    private final CallListener listener;
    // Insertion order and removal in constant time; Ticket keeps identity equality.
    private final LinkedHashSet<Ticket> waiting = new LinkedHashSet<>();
    private int inFlight;

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
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return Passage.uni(() -> new Ticket(request, next));
    }

    /** Attempts between admission and the end of their bodies. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** Attempts that wait. */
    public synchronized int queued() {
        return waiting.size();
    }

    private enum Place {
        NONE,
        QUEUED,
        HELD,
        RETURNED
    }

    private synchronized Place enter(Ticket ticket) {
        if (inFlight < policy.maxInFlight()) {
            inFlight++;
            ticket.place = Place.HELD;
        } else if (waiting.size() < policy.maxQueued()) {
            waiting.add(ticket);
            ticket.place = Place.QUEUED;
        }
        return ticket.place;
    }

    /** Gives back whatever the ticket has: its place in flight goes to the first who waits. */
    private void leave(Ticket ticket) {
        Ticket following = null;
        synchronized (this) {
            Place had = ticket.place;
            ticket.place = Place.RETURNED;
            if (had == Place.QUEUED) {
                waiting.remove(ticket);
            } else if (had == Place.HELD) {
                following = waiting.isEmpty() ? null : waiting.removeFirst();
                if (following == null) {
                    inFlight--;
                } else {
                    following.place = Place.HELD;
                }
            }
        }
        if (following != null) {
            following.executor.execute(following::admitted);
        }
    }

    private final class Ticket extends Passage {
        private final Request request;
        private final Next next;
        private final Executor executor = here.get();
        private final long since = timers.nanos();
        private Timers.@Nullable Timer timer;
        private Place place = Place.NONE;

        Ticket(Request request, Next next) {
            this.request = request;
            this.next = next;
        }

        @Override
        protected void begin() {
            switch (enter(this)) {
                case HELD -> admitted();
                case QUEUED -> timer = timers.after(policy.maxWait(), this::waitedTooLong);
                case NONE, RETURNED -> turnAway(new HttpFailure.Overloaded(policy.maxQueued()));
            }
        }

        private void admitted() {
            stopTimer();
            // Cancelled on the way from the queue: ended() has already given the place back.
            if (isOpen()) {
                long call = request.get(CallListener.CALL);
                listener.on(new CallEvent.Admitted(call, Duration.ofNanos(timers.nanos() - since)));
                proceed(next.proceed(request));
            }
        }

        private void waitedTooLong() {
            synchronized (AdmissionStage.this) {
                if (place != Place.QUEUED) {
                    return;
                }
            }
            turnAway(new HttpFailure.TimedOut(HttpFailure.Phase.QUEUE, policy.maxWait()));
        }

        private void turnAway(HttpFailure failure) {
            listener.on(new CallEvent.TurnedAway(request.get(CallListener.CALL), failure));
            fail(failure);
        }

        @Override
        protected void ended(Outcome outcome) {
            stopTimer();
            leave(this);
        }

        private void stopTimer() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
