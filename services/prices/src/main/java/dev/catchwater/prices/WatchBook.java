package dev.catchwater.prices;

import dev.catchwater.prices.deal.Rule;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people want to be told of. */
public interface WatchBook {

    /** The most watches that one offer may have. */
    int MOST = 50;

    /** Watches an offer; empty if there is no such offer. Fails with {@link Full} if it has as many as it may. */
    Uni<Optional<Watched>> add(long offer, Rule rule, Instant now);

    /** Watches by their numbers, from after one on. */
    Uni<List<Watched>> list(long after, int limit);

    /** False if there is none. */
    Uni<Boolean> remove(long id);

    /** What was told, the latest first. */
    Uni<List<Told>> told(long before, int limit);

    /** A watch. */
    record Watched(long id, long offer, Rule rule, boolean armed, Instant addedAt) {}

    /**
     * Something that was told.
     *
     * @param body as listeners get it: JSON
     */
    record Told(long id, long watch, Instant at, String body) {}

    /** An offer has as many watches as it may. */
    final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Full. */
        public Full() {
            super("An offer has at most " + MOST + " watches.", null, false, false);
        }
    }
}
