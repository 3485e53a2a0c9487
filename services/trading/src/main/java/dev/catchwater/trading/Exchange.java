package dev.catchwater.trading;

import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exchange as the core needs it. Every call fails with {@link ExchangeFailure.Thrown} and nothing else that it can
 * foresee. Nothing is sent twice by itself.
 */
public interface Exchange {

    /** What it is called, in metrics and on the page. */
    String name();

    /** What can be traded there, of these symbols; one that it does not know is left out. */
    Uni<List<Instrument>> instruments(List<String> symbols);

    /** Its clock less ours in milliseconds, as well as a call can tell. */
    Uni<Long> skew();

    /** Sends an order; what its answer already says of it. */
    Uni<List<OrderReport>> submit(Instrument instrument, OrderRequest order);

    /** Asks for an order's end. */
    Uni<List<OrderReport>> cancel(Instrument instrument, String clientId);

    /** Asks for an order by our name of it; empty if the exchange never had it. */
    Uni<Optional<VenueOrder>> find(Instrument instrument, String clientId);

    /** Orders that rest there, ours and others. */
    Uni<List<VenueOrder>> open(Instrument instrument);

    /** The fills of one order. */
    Uni<List<Fill>> fills(Instrument instrument, VenueOrder order);

    /** All there is of each currency, what orders lock included. */
    Uni<Map<String, BigDecimal>> balances();

    /** What the key may do. */
    Uni<KeyRights> rights();

    /**
     * What it says of orders by itself, from now on, until canceled; also what was told before, and of others' orders. One
     * that says nothing has to be asked.
     */
    default Multi<OrderReport> reports(List<Instrument> instruments) {
        return Multi.createFrom().nothing();
    }

    /** Prices, from now on, until canceled; it connects again by itself. */
    Multi<MarketEvent> market(List<Instrument> instruments);
}
