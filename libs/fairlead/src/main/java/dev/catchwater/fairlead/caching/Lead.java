package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.store.SharedFlights;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The part of whoever leads a flight: ends it once, whatever else is said later. */
final class Lead {
    /** Leads nobody. */
    static final Lead NOBODY = new Lead(null, null, 0);

    private final @Nullable Flights flights;
    private final Flights.@Nullable Flight flight;
    private final int leader;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile SharedFlights.Flight shared = ending -> {};

    private Lead(@Nullable Flights flights, Flights.@Nullable Flight flight, int leader) {
        this.flights = flights;
        this.flight = flight;
        this.leader = leader;
    }

    static Lead of(Flights flights, Turn.Leads turn) {
        return new Lead(flights, turn.flight(), turn.leader());
    }

    /** Leads nobody either, but tells whether answers are for others. */
    static Lead of(Flights flights, Turn.Alone turn) {
        return turn.would() == null ? NOBODY : new Lead(flights, turn.would(), 0);
    }

    /** What is led among other processes as well, and ends with this. */
    void alsoLeads(SharedFlights.Flight other) {
        shared = other;
        if (ended.get()) {
            other.end(SharedFlights.Ending.GIVEN_UP);
        }
    }

    /** Whether the answer may be read by others as it comes. */
    boolean isStreamed() {
        return flights != null && leader > 0 && flights.areStreamed();
    }

    /** The answer begins to come. */
    void began(Board board) {
        if (flights != null && flight != null && !ended.get()) {
            flights.began(flight, board);
        }
    }

    /** The answer is stored. */
    void stored() {
        if (flights != null && flight != null && ended.compareAndSet(false, true)) {
            shared.end(SharedFlights.Ending.STORED);
            flights.stored(flight);
        }
    }

    /** The answer is not for others, and the next one will not be either. */
    void unshared() {
        alone(true);
    }

    /** The answer was not stored, for which the next one is not to blame. */
    void notStored() {
        alone(false);
    }

    private void alone(boolean remembered) {
        if (flights != null && flight != null && ended.compareAndSet(false, true)) {
            shared.end(SharedFlights.Ending.UNSHARED);
            flights.unshared(flight, leader, remembered);
        }
    }

    /** There is no answer: another may have better luck, once. */
    void failed(Throwable why) {
        if (StandIn.isTheOrigins(why)) {
            tell(why, false);
        } else {
            handOver();
        }
    }

    /** There is no answer, and another would not have one either; who leads was helped out by something stale. */
    void stoodIn(Throwable why) {
        tell(why, true);
    }

    /** The answer is an error that is not stored: another may have better luck, once. */
    void erred(Throwable why) {
        tell(why, false);
    }

    private void tell(Throwable why, boolean known) {
        if (flights != null && flight != null && ended.compareAndSet(false, true)) {
            shared.end(SharedFlights.Ending.GIVEN_UP);
            flights.failed(flight, leader, why, known);
        }
    }

    /** Not all of it has come: another may have better luck. */
    void handOver() {
        if (flights != null && flight != null && ended.compareAndSet(false, true)) {
            shared.end(SharedFlights.Ending.GIVEN_UP);
            flights.handOver(flight, leader);
        }
    }
}
