package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Equal requests at the same time: the first leads, the others wait until its answer is stored. A leader that is given
 * up hands over to the first who waits; one whose answer cannot be shared sends all on their own ways. Each waiter goes on
 * where it came from.
 */
final class Flights {
    /** What a request is to do. */
    enum Turn {
        /** Fetch, and tell how it ended. */
        LEAD,
        /** Look into the store again. */
        STORED,
        /** Fetch for itself alone. */
        ALONE
    }

    private final CachingPolicy.Collapse policy;
    private final Timers timers;
    private final Map<String, LinkedHashSet<Waiter>> flights = new HashMap<>();

    Flights(CachingPolicy.Collapse policy, Timers timers) {
        this.policy = policy;
        this.timers = timers;
    }

    synchronized int waiting() {
        return flights.values().stream().mapToInt(LinkedHashSet::size).sum();
    }

    /** The turn of a request, when it comes; whoever leads ends the flight by one of the other methods, exactly once. */
    Uni<Turn> join(String key, Executor here) {
        if (policy.maxWaiters() == 0) {
            return Uni.createFrom().item(Turn.ALONE);
        }
        return Uni.createFrom().emitter(emitter -> enter(key, here, emitter));
    }

    private void enter(String key, Executor here, UniEmitter<? super Turn> emitter) {
        Waiter waiter = null;
        Turn turn = Turn.ALONE;
        synchronized (this) {
            LinkedHashSet<Waiter> waiting = flights.get(key);
            if (waiting == null) {
                flights.put(key, new LinkedHashSet<>());
                turn = Turn.LEAD;
            } else if (waiting.size() < policy.maxWaiters()) {
                waiter = new Waiter(key, here, emitter);
                waiting.add(waiter);
            }
        }
        if (waiter == null) {
            emitter.complete(turn);
        } else {
            waiter.begin();
        }
    }

    /** The answer is stored. */
    void stored(String key) {
        all(key, Turn.STORED);
    }

    /** The answer is not for others. */
    void unshared(String key) {
        all(key, Turn.ALONE);
    }

    private void all(String key, Turn turn) {
        List<Waiter> waiting;
        synchronized (this) {
            LinkedHashSet<Waiter> flight = flights.remove(key);
            waiting = flight == null ? List.of() : List.copyOf(flight);
        }
        waiting.forEach(waiter -> waiter.go(turn));
    }

    /** The leader was given up: the first who waits leads now. */
    void handOver(String key) {
        Waiter next = null;
        synchronized (this) {
            LinkedHashSet<Waiter> flight = flights.get(key);
            if (flight != null && flight.isEmpty()) {
                flights.remove(key);
            } else if (flight != null) {
                next = flight.removeFirst();
            }
        }
        if (next != null) {
            next.go(Turn.LEAD);
        }
    }

    private synchronized boolean leave(Waiter waiter) {
        LinkedHashSet<Waiter> flight = flights.get(waiter.key);
        return flight != null && flight.remove(waiter);
    }

    private final class Waiter {
        private final String key;
        private final Executor here;
        private final UniEmitter<? super Turn> emitter;
        private volatile Timers.@Nullable Timer timer;
        private boolean taken;
        private boolean gone;

        Waiter(String key, Executor here, UniEmitter<? super Turn> emitter) {
            this.key = key;
            this.here = here;
            this.emitter = emitter;
        }

        void begin() {
            timer = timers.after(policy.maxWait(), () -> {
                if (leave(this)) {
                    emitter.complete(Turn.ALONE);
                }
            });
            emitter.onTermination(this::given);
        }

        /** Cancelled while waiting: it leaves. Cancelled after it was made the leader: the next one leads. */
        private void given() {
            stopTimer();
            boolean lost;
            synchronized (this) {
                gone = true;
                lost = taken;
            }
            leave(this);
            if (lost) {
                handOver(key);
            }
        }

        void go(Turn turn) {
            stopTimer();
            boolean tooLate;
            synchronized (this) {
                tooLate = gone;
                taken = !gone && turn == Turn.LEAD;
            }
            if (tooLate && turn == Turn.LEAD) {
                handOver(key);
            } else if (!tooLate) {
                here.execute(() -> arrive(turn));
            }
        }

        private void arrive(Turn turn) {
            synchronized (this) {
                if (gone) {
                    return;
                }
                taken = false;
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
}
