package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.store.SharedFlights;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The part of whoever leads a flight: ends it once, whatever else is said later. */
final class Lead {
    /** Leads nobody. */
    static final Lead NOBODY = new Lead(null, "");

    private final @Nullable Flights flights;
    private final String key;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile SharedFlights.Flight shared = ending -> {};

    Lead(@Nullable Flights flights, String key) {
        this.flights = flights;
        this.key = key;
    }

    /** What is led among other processes as well, and ends with this. */
    void alsoLeads(SharedFlights.Flight flight) {
        shared = flight;
        if (ended.get()) {
            flight.end(SharedFlights.Ending.GIVEN_UP);
        }
    }

    void stored() {
        if (flights != null && ended.compareAndSet(false, true)) {
            shared.end(SharedFlights.Ending.STORED);
            flights.stored(key);
        }
    }

    void unshared() {
        if (flights != null && ended.compareAndSet(false, true)) {
            shared.end(SharedFlights.Ending.UNSHARED);
            flights.unshared(key);
        }
    }

    void handOver() {
        if (flights != null && ended.compareAndSet(false, true)) {
            shared.end(SharedFlights.Ending.GIVEN_UP);
            flights.handOver(key);
        }
    }
}
