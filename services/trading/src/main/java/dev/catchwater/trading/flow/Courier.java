package dev.catchwater.trading.flow;

import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.VenueOrder;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.Order;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.OrderStatus;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries orders to the exchange and word of them back. An order is sent once; where nobody knows whether it arrived it
 * is asked for, until the exchange knows it or cannot come to know it any more. Confined to its loop.
 */
final class Courier implements Line.Exit {

    private static final int REMEMBERED = 10_000;

    private final Exchange exchange;
    private final Function<String, Instrument> instruments;
    private final Consumer<OrderReport> reports;
    private final InstantSource clock;
    private final Duration settle;
    private final Executor loop;
    private final Set<String> asking = new HashSet<>();
    private final Map<String, Long> sent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    Courier(
            Exchange exchange,
            Function<String, Instrument> instruments,
            Consumer<OrderReport> reports,
            InstantSource clock,
            Duration settle,
            Executor loop) {
        this.exchange = exchange;
        this.instruments = instruments;
        this.reports = reports;
        this.clock = clock;
        this.settle = settle;
        this.loop = loop;
    }

    /** Orders of an earlier life, which may have been sent as late as now. */
    void recall(Collection<Order> orders) {
        orders.forEach(order -> sent.put(order.request().clientId(), clock.millis()));
    }

    @Override
    public void submit(OrderRequest order) {
        sent.put(order.clientId(), clock.millis());
        Uni.createFrom()
                .deferred(() -> exchange.submit(instruments.apply(order.symbol()), order))
                .emitOn(loop)
                .subscribe()
                .with(said -> said.forEach(reports), thrown -> reports.accept(unsent(order, thrown)));
    }

    @Override
    public void cancel(OrderRequest order) {
        // What a refused or lost cancel means only the order itself can tell: whoever looks after it asks.
        Uni.createFrom()
                .deferred(() -> exchange.cancel(instruments.apply(order.symbol()), order.clientId()))
                .emitOn(loop)
                .subscribe()
                .with(said -> said.forEach(reports), thrown -> {});
    }

    /** Asks for an order and reports what is not known yet; completes when that is reported. */
    Uni<Void> ask(Order order) {
        var request = order.request();
        if (!asking.add(request.clientId())) {
            return Uni.createFrom().voidItem();
        }
        var instrument = instruments.apply(request.symbol());
        return exchange.find(instrument, request.clientId())
                .emitOn(loop)
                .flatMap(found ->
                        found.isEmpty() ? Uni.createFrom().item(missing(order)) : known(instrument, order, found.get()))
                .emitOn(loop)
                .invoke(said -> said.forEach(reports))
                .onTermination()
                .invoke(() -> loop.execute(() -> asking.remove(request.clientId())))
                .replaceWithVoid();
    }

    private OrderReport unsent(OrderRequest order, Throwable thrown) {
        long now = clock.millis();
        var why = String.valueOf(thrown.getMessage());
        if (!(thrown instanceof ExchangeFailure.Thrown known)
                || !known.failure().certain()) {
            return new OrderReport.OutcomeUnknown(order.clientId(), now);
        }
        return known.failure() instanceof ExchangeFailure.Rejected
                ? new OrderReport.Rejected(order.clientId(), why, now)
                : new OrderReport.NotTaken(order.clientId(), why, now);
    }

    // The exchange takes nothing that is older than its window: asked after that, what it does not know never comes.
    private List<OrderReport> missing(Order order) {
        long now = clock.millis();
        // One that the journal kept waiting was made long before it was sent, or is still to be sent.
        var at = sent.get(order.request().clientId());
        return at != null && now - Math.max(order.changed(), Math.max(order.created(), at)) > settle.toMillis()
                ? List.of(new OrderReport.NeverArrived(order.request().clientId(), now))
                : List.of();
    }

    private Uni<List<OrderReport>> known(Instrument instrument, Order order, VenueOrder there) {
        var fills = there.filled() > order.filled()
                ? exchange.fills(instrument, there)
                : Uni.createFrom().item(List.<Fill>of());
        return fills.emitOn(loop).map(all -> {
            var said = new ArrayList<OrderReport>();
            if (order.status() == OrderStatus.SUBMITTED || order.status() == OrderStatus.UNKNOWN) {
                said.add(new OrderReport.Accepted(there.clientId(), there.venueId(), there.time()));
            }
            all.forEach(fill -> said.add(new OrderReport.Filled(fill)));
            long told = Math.max(
                    order.filled(), all.stream().mapToLong(Fill::quantity).sum());
            // Fills may be told of later than the order: an end that comes before them would hide them.
            if (told >= there.filled()) {
                ended(order, there).ifPresent(said::add);
            }
            return said;
        });
    }

    private static Optional<OrderReport> ended(Order order, VenueOrder there) {
        var id = there.clientId();
        return switch (there.state()) {
            case FILLED -> Optional.empty();
            case CANCELED -> Optional.of(new OrderReport.Canceled(id, there.time()));
            case EXPIRED -> Optional.of(new OrderReport.Expired(id, there.time()));
            case REJECTED -> Optional.of(new OrderReport.Rejected(id, "rejected by the exchange", there.time()));
            case OPEN ->
                order.status() == OrderStatus.PENDING_CANCEL
                        ? Optional.of(new OrderReport.CancelRejected(id, "it still rests", there.time()))
                        : Optional.empty();
        };
    }
}
