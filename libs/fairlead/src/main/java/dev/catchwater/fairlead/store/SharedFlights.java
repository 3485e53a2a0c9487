package dev.catchwater.fairlead.store;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Flights that processes share: of equal requests in several processes one leads, and the others wait until its answer
 * is in a store that they share too.
 */
@FunctionalInterface
public interface SharedFlights {
    /** Nobody else is there: each process leads its own. */
    SharedFlights NONE = (key, patience) -> Uni.createFrom().item(new Boarding.Alone());

    /**
     * Asks what a request is to do, and answers when it is its turn. Lazy, never fails; whoever cancels it leads nothing.
     *
     * @param key of what is fetched; may hold secrets, so that an implementation hashes it
     * @param patience how long to wait at most for another's answer
     */
    Uni<Boarding> board(String key, Duration patience);

    /** What a request is to do. */
    sealed interface Boarding {
        /**
         * Fetch, and end the flight.
         *
         * @param again whether to look into the store first: another's answer may have come there since the last look
         */
        record Lead(Flight flight, boolean again) implements Boarding {}

        /** Look into the store again: another's answer is there. */
        record Stored() implements Boarding {}

        /** Fetch for this process alone: another's answer is not to be shared or does not come, or nobody can be asked. */
        record Alone() implements Boarding {}
    }

    /** A flight that is led here. */
    @FunctionalInterface
    interface Flight {
        /** Says how it ended. Returns at once; only the first time counts. */
        void end(Ending ending);
    }

    /** How a flight ends. */
    enum Ending {
        /** Its answer is stored. */
        STORED,
        /** Its answer is not for others: all who wait go their own ways. */
        UNSHARED,
        /** The leader was given up: another leads. */
        GIVEN_UP
    }
}
