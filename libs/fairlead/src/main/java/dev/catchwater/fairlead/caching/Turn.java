package dev.catchwater.fairlead.caching;

import org.jspecify.annotations.Nullable;

/** What a request is to do that could wait for the answer to an equal one. */
sealed interface Turn {
    /**
     * Fetch, and tell how it ended.
     *
     * @param leader the how-manieth of the flight; those before may have stored some of it
     */
    record Leads(Flights.Flight flight, int leader) implements Turn {}

    /** Read the leader's answer as it comes. */
    record Joins(Board board) implements Turn {}

    /** Look into the store again. */
    record Stored() implements Turn {}

    /**
     * Fetch for itself alone.
     *
     * @param would what it would have waited for or led if such answers were for others: hears whether they are by now
     */
    record Alone(Flights.@Nullable Flight would) implements Turn {
        Alone() {
            this(null);
        }
    }

    /** Not be answered either: who was asked for all has failed, or could not be waited for any longer. */
    record Fails(Throwable why) implements Turn {}
}
