package dev.catchwater.trading;

import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderRequest;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
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
     * @param halted whether only a person lets trading go on after them
     */
    record Batch(long epoch, List<Kept> events, List<OrderRequest> orders, List<Fill> fills, boolean halted) {}

    /**
     * What the orders of an epoch have bought and sold of an instrument.
     *
     * @param quantity unscaled, what was sold taken off
     * @param fees taken in the base currency
     * @param price of the latest fill, unscaled
     */
    record Traded(String symbol, long quantity, BigDecimal fees, long price) {}

    /** Keeps, before there is anything to halt, that trading is to begin halted: until a halt of an epoch is kept. */
    Uni<Void> stop(Command.Halt halt);

    /** The halt that was kept so and is not obeyed yet. */
    Uni<Optional<Command.Halt>> stopped();

    /** The latest beginning. */
    Uni<Optional<Genesis>> genesis();

    /** Begins anew; what came before it must be closed. */
    Uni<Void> begin(Genesis genesis);

    /** Ends an epoch, or lets it go on: while it is closed whoever writes to it is {@link Fenced}. */
    Uni<Void> close(long epoch, boolean closed);

    /** Instruments that orders were kept for in an epoch, with what was traded of each. */
    Uni<List<Traded>> traded(long epoch);

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
