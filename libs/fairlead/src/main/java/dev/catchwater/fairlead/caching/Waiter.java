package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A request that waits for the answer to an equal one. */
final class Waiter {
    private final Flights flights;
    private final Flights.Flight flight;
    private final Executor here;
    private final UniEmitter<? super Turn> emitter;
    private volatile Timers.@Nullable Timer timer;
    /** Which leader it was made, until it has arrived; 0 for none. */
    private int leads;

    private boolean gone;

    Waiter(Flights flights, Flights.Flight flight, Executor here, UniEmitter<? super Turn> emitter) {
        this.flights = flights;
        this.flight = flight;
        this.here = here;
        this.emitter = emitter;
    }

    void begin() {
        timer = after(flights.maxWait(), () -> overdue(true));
        emitter.onTermination(this::given);
    }

    private Timers.Timer after(long nanos, Runnable task) {
        return flights.timers().after(Duration.ofNanos(nanos), task);
    }

    private void overdue(boolean patient) {
        long more = flights.overdue(flight, this, patient);
        if (more > 0) {
            timer = after(more, () -> overdue(false));
        }
    }

    /** Cancelled while waiting: it leaves. Cancelled after it was made the leader: the next one leads. */
    private void given() {
        stopTimer();
        int lost;
        synchronized (this) {
            gone = true;
            lost = leads;
        }
        flights.leave(flight, this);
        if (lost > 0) {
            flights.handOver(flight, lost);
        }
    }

    void go(Turn turn) {
        stopTimer();
        int leader = turn instanceof Turn.Leads(var same, int number) ? number : 0;
        boolean tooLate;
        synchronized (this) {
            tooLate = gone;
            leads = gone ? 0 : leader;
        }
        if (tooLate && leader > 0) {
            flights.handOver(flight, leader);
        } else if (!tooLate) {
            here.execute(() -> arrive(turn));
        }
    }

    private void arrive(Turn turn) {
        synchronized (this) {
            if (gone) {
                return;
            }
            leads = 0;
        }
        emitter.complete(turn);
    }

    private void stopTimer() {
        Timers.Timer running = timer;
        if (running != null) {
            running.cancel();
        }
    }
}
