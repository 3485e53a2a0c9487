package dev.catchwater.trading;

import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What happened, kept before anything of it has an effect. */
public interface Journal {

    /**
     * An event and its place.
     *
     * @param hash the engine's state after it, where it was written down; 0 where not
     */
    record Kept(long number, Event event, long hash) {}

    /**
     * Events that were taken together, with what they brought about.
     *
     * @param orders to be sent once this is kept
     * @param fills booked by these events
     */
    record Batch(long epoch, List<Kept> events, List<OrderRequest> orders, List<Fill> fills) {}

    /** The latest beginning. */
    Uni<Optional<Genesis>> genesis();

    /** Begins anew. */
    Uni<Void> begin(Genesis genesis);

    /**
     * Who writes.
     *
     * @param token another one in each life, so that two that happen to write the same are still two
     */
    record Writer(long token) {}

    /** Somebody else has kept other events under these numbers. */
    final class Fenced extends RuntimeException {

        private static final long serialVersionUID = 1;

        public Fenced() {
            super("other events are kept under these numbers");
        }
    }

    /** Keeps a batch whole or not at all; one that was kept already is kept once. Fails with {@link Fenced}. */
    Uni<Void> append(Batch batch);

    /** The events of an epoch after a number, oldest first. */
    Uni<List<Kept>> after(long epoch, long number, int limit);
}
