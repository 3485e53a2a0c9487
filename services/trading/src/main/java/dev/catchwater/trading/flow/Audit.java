package dev.catchwater.trading.flow;

import dev.catchwater.trading.Engine;
import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.VenueOrder;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Order;
import dev.catchwater.trading.order.OrderStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** What is asked of an exchange to know that the ledger is right. */
final class Audit {

    private static final long YOUNG = 2_000;

    private Audit() {}

    /** Asks for the orders that work, one after the other. */
    static Uni<Void> askAll(Engine engine, Courier courier, Predicate<Order> which) {
        var orders =
                List.copyOf(engine.orders().working()).stream().filter(which).toList();
        return Multi.createFrom()
                .iterable(orders)
                .onItem()
                .transformToUniAndConcatenate(courier::ask)
                .onItem()
                .ignoreAsUni();
    }

    /**
     * Looks at what rests, one call for each instrument, and asks for the orders of which that does not tell enough: a
     * call for each order would use up what an exchange allows.
     */
    static Uni<Void> look(Account account, Exchange exchange, Executor loop, long now) {
        return Multi.createFrom()
                .iterable(account.instruments())
                .filter(instrument -> !working(account.engine(), instrument).isEmpty())
                .onItem()
                .transformToUniAndConcatenate(instrument -> exchange.open(instrument)
                        .emitOn(loop)
                        .chain(open -> askAll(
                                account.engine(),
                                account.courier(),
                                order -> order.request().symbol().equals(instrument.symbol())
                                        && !told(order, open, now))))
                .onItem()
                .ignoreAsUni();
    }

    /** The same, and nothing is left to its own answer: nobody waits for one any more. */
    static Uni<Void> lookAtAll(Account account, Exchange exchange, Executor loop) {
        return look(account, exchange, loop, Long.MAX_VALUE);
    }

    private static List<Order> working(Engine engine, Instrument instrument) {
        return engine.orders().working().stream()
                .filter(order -> order.request().symbol().equals(instrument.symbol()))
                .toList();
    }

    // What is on its way is left alone for a moment: its own answer will tell.
    private static boolean told(Order order, List<VenueOrder> open, long now) {
        boolean onItsWay = order.status() == OrderStatus.SUBMITTED
                || order.status() == OrderStatus.UNKNOWN
                || order.status() == OrderStatus.PENDING_CANCEL;
        if (onItsWay) {
            return now - order.changed() < YOUNG;
        }
        return open.stream()
                .anyMatch(there ->
                        there.clientId().equals(order.request().clientId()) && there.filled() == order.filled());
    }

    /** Whether of no order it is unknown that it arrived. */
    static boolean certain(Engine engine) {
        return engine.orders().working().stream()
                .noneMatch(order -> order.status() == OrderStatus.UNKNOWN || order.status() == OrderStatus.SUBMITTED);
    }

    /** What the exchange has more than the ledger, by currency. */
    static Map<String, BigDecimal> differences(Engine engine, Map<String, BigDecimal> there) {
        var differences = new TreeMap<String, BigDecimal>();
        var assets = new TreeSet<>(there.keySet());
        assets.addAll(engine.ledger().balances().keySet());
        for (var asset : assets) {
            var more = there.getOrDefault(asset, BigDecimal.ZERO)
                    .subtract(engine.ledger().balance(asset));
            if (more.signum() != 0) {
                differences.put(asset, more.stripTrailingZeros());
            }
        }
        return differences;
    }
}
