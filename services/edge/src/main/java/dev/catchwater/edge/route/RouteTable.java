package dev.catchwater.edge.route;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The routes as they are at the moment. */
public interface RouteTable {
    /**
     * Where the routes came from, and what became of the last change.
     *
     * @param from a file or a property; empty: there are none
     * @param since when they hold
     * @param version how many sets of routes there were, this one included
     * @param refused a change that was refused, so that the routes before it still hold; empty: there is none
     */
    record State(String from, Instant since, long version, Optional<Refused> refused) {}

    /** A change that is not in force. */
    record Refused(Instant at, List<Fault> faults) {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** Those that hold now; a request keeps the ones that it began with. */
    Routes now();

    /** How they came to be. */
    State state();

    /** Tells of the routes that hold now, at once and on the caller's thread, and of each change, one at a time. */
    void watch(Consumer<Routes> listener);
}
