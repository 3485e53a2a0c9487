package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Equal requests at the same time: the first leads, the others wait until its answer is stored, or, where answers are
 * streamed, begins to come. A leader that fails, is
 * given up or takes too long is followed by the first who waits; one whose answer cannot be shared sends all on their own
 * ways, and those who come after it for a while. Each waiter goes on where it came from.
 */
final class Flights {
    /** In a row: the second one's failure is that of all who wait, or they would fail one after the other. */
    private static final int LEADERS_TO_FAIL = 2;

    /** For an answer that does not come: as many as lose their patience at once would be a stampede. */
    private static final int MOST_ALONE = 16;

    private final CachingPolicy.Collapse policy;
    private final Timers timers;
    private final Map<Called, Flight> flights = new HashMap<>();
    private final Unshared unshared;

    Flights(CachingPolicy.Collapse policy, Timers timers) {
        this.policy = policy;
        this.timers = timers;
        this.unshared = new Unshared(policy.unsharedFor(), timers);
    }

    /**
     * What requests have to have in common to wait for one answer.
     *
     * @param generation of the store: a request after a purge gets nothing that was fetched before it
     */
    record Called(String key, long generation) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Called called && generation == called.generation && key.equals(called.key);
        }

        @Override
        public int hashCode() {
            return 31 * key.hashCode() + Long.hashCode(generation);
        }
    }

    /** One answer that several wait for; all of it is guarded by the flights. */
    static final class Flight {
        private final Called called;
        private final LinkedHashSet<Waiter> waiting = new LinkedHashSet<>();
        /** Counts the leaders: who is not the last has been overtaken. */
        private int leaders = 1;

        /** The answer, once it comes and may be read by all. */
        private @Nullable Board board;

        private long since;
        private int failures;
        private int alone;

        private Flight(Called called, long since) {
            this.called = called;
            this.since = since;
        }
    }

    synchronized int waiting() {
        return flights.values().stream()
                .mapToInt(flight -> flight.waiting.size())
                .sum();
    }

    /** The turn of a request, when it comes. */
    Uni<Turn> join(Called called, Executor here) {
        return policy.maxWaiters() == 0
                ? Uni.createFrom().item(new Turn.Alone())
                : Uni.createFrom().emitter(emitter -> enter(called, here, emitter));
    }

    private void enter(Called called, Executor here, UniEmitter<? super Turn> emitter) {
        Waiter waiter = null;
        Turn turn = new Turn.Alone();
        synchronized (this) {
            Flight flight = flights.get(called);
            if (unshared.has(called.key())) {
                turn = new Turn.Alone(new Flight(called, timers.nanos()));
            } else if (flight != null && flight.board != null && flight.board.isOpen(policy.maxWait())) {
                turn = new Turn.Joins(flight.board);
            } else if (flight == null || flight.board != null) {
                flight = new Flight(called, timers.nanos());
                flights.put(called, flight);
                turn = new Turn.Leads(flight, flight.leaders);
            } else if (flight.waiting.size() < policy.maxWaiters()) {
                waiter = new Waiter(this, flight, here, emitter);
                flight.waiting.add(waiter);
            }
        }
        if (waiter == null) {
            emitter.complete(turn);
        } else {
            waiter.begin();
        }
    }

    /**
     * The answer begins to come, and whoever waits or comes meanwhile may read it.
     *
     * @param board of the first leader who is answered, overtaken or not; others read theirs alone
     */
    void began(Flight flight, Board board) {
        List<Waiter> waiting;
        synchronized (this) {
            if (flight.board != null) {
                return;
            }
            flight.board = board;
            waiting = List.copyOf(flight.waiting);
            flight.waiting.clear();
        }
        waiting.forEach(waiter -> waiter.go(new Turn.Joins(board)));
    }

    boolean areStreamed() {
        return policy.streamed();
    }

    /** The answer is stored, by whichever of its leaders. */
    void stored(Flight flight) {
        List<Waiter> waiting;
        synchronized (this) {
            unshared.remove(flight.called.key());
            waiting = over(flight);
        }
        waiting.forEach(waiter -> waiter.go(new Turn.Stored()));
    }

    /**
     * The answer is not for others.
     *
     * @param leader which one says so
     * @param remembered whether the next one will not be either, which who has been overtaken knows as well
     */
    void unshared(Flight flight, int leader, boolean remembered) {
        List<Waiter> waiting;
        synchronized (this) {
            if (flight.leaders != leader && !remembered) {
                return;
            }
            if (remembered) {
                unshared.add(flight.called.key());
            }
            waiting = over(flight);
        }
        waiting.forEach(waiter -> waiter.go(new Turn.Alone()));
    }

    /**
     * The leader failed, or its answer was an error: another may have better luck, once.
     *
     * @param why what those who wait fail with, where it is theirs as well
     * @param known whether it is: the leader was answered all the same, by something stale
     */
    void failed(Flight flight, int leader, Throwable why, boolean known) {
        List<Waiter> waiting;
        synchronized (this) {
            if (flight.leaders != leader) {
                return;
            }
            flight.failures++;
            waiting = known || flight.failures >= LEADERS_TO_FAIL ? over(flight) : List.of();
        }
        waiting.forEach(waiter -> waiter.go(new Turn.Fails(why)));
        handOver(flight, leader);
    }

    private List<Waiter> over(Flight flight) {
        flights.remove(flight.called, flight);
        List<Waiter> waiting = List.copyOf(flight.waiting);
        flight.waiting.clear();
        return waiting;
    }

    /** The leader failed or was given up: the first who waits leads now. */
    void handOver(Flight flight, int leader) {
        Waiter next;
        Turn turn;
        synchronized (this) {
            if (flight.leaders != leader) {
                return;
            }
            if (flight.waiting.isEmpty()) {
                flights.remove(flight.called, flight);
                return;
            }
            next = flight.waiting.removeFirst();
            turn = followed(flight);
        }
        next.go(turn);
    }

    private Turn followed(Flight flight) {
        flight.leaders++;
        flight.since = timers.nanos();
        return new Turn.Leads(flight, flight.leaders);
    }

    /**
     * Says what a waiter does whose time is over: if the leader has had as much, it takes its place; if another has just
     * taken it, it waits for that one, once. After that a few go on their own, the others fail.
     *
     * @return for how many nanoseconds it goes on waiting; 0: it has been told its turn
     */
    long overdue(Flight flight, Waiter waiter, boolean patient) {
        Turn turn;
        synchronized (this) {
            if (!flight.waiting.contains(waiter)) {
                return 0;
            }
            long left = flight.since + policy.maxWait().toNanos() - timers.nanos();
            if (left > 0 && patient) {
                return left;
            }
            flight.waiting.remove(waiter);
            turn = left <= 0 ? followed(flight) : tired(flight);
        }
        waiter.go(turn);
        return 0;
    }

    private Turn tired(Flight flight) {
        Duration waited = policy.maxWait().multipliedBy(2);
        return ++flight.alone <= MOST_ALONE
                ? new Turn.Alone()
                : new Turn.Fails(new HttpFailure.TimedOut(HttpFailure.Phase.QUEUE, waited).asException());
    }

    long maxWait() {
        return policy.maxWait().toNanos();
    }

    Timers timers() {
        return timers;
    }

    synchronized void leave(Flight flight, Waiter waiter) {
        flight.waiting.remove(waiter);
    }
}
