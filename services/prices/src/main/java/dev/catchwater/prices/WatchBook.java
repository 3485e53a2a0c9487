package dev.catchwater.prices;

import dev.catchwater.prices.deal.Rule;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people want to be told of. */
public interface WatchBook {

    /** The most watches that one offer may have, and one product. */
    int MOST = 50;

    /** Watches something; empty if there is no such thing. Fails with {@link Full} if it has as many watches as it may. */
    Uni<Optional<Watched>> add(Subject subject, Rule rule, Instant now);

    /** Watches by their numbers, from after one on. */
    Uni<List<Watched>> list(long after, int limit);

    /** False if there is none. */
    Uni<Boolean> remove(long id);

    /** What was told, the latest first. */
    Uni<List<Told>> told(long before, int limit);

    /** What is watched. */
    sealed interface Subject {

        /** One shop's offer. */
        record Offer(long id) implements Subject {}

        /** The best offer of a product, whichever that is: the one that costs least, the sending included where it is told. */
        record BestOf(long product) implements Subject {}
    }

    /** A watch. */
    record Watched(long id, Subject subject, Rule rule, boolean armed, Instant addedAt) {}

    /**
     * Something that was told.
     *
     * @param body as listeners get it: JSON
     */
    record Told(long id, long watch, Instant at, String body) {}

    /** What is to be watched has as many watches as it may. */
    final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Full. */
        public Full() {
            super("An offer or a product has at most " + MOST + " watches.", null, false, false);
        }
    }
}
