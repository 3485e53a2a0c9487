package dev.catchwater.fairlead.caching;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The part of whoever leads a flight: ends it once, whatever else is said later. */
final class Lead {
    /** Leads nobody. */
    static final Lead NOBODY = new Lead(null, "");

    private final @Nullable Flights flights;
    private final String key;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lead(@Nullable Flights flights, String key) {
        this.flights = flights;
        this.key = key;
    }

    void stored() {
        if (flights != null && ended.compareAndSet(false, true)) {
            flights.stored(key);
        }
    }

    void unshared() {
        if (flights != null && ended.compareAndSet(false, true)) {
            flights.unshared(key);
        }
    }

    void handOver() {
        if (flights != null && ended.compareAndSet(false, true)) {
            flights.handOver(key);
        }
    }
}
