package dev.catchwater.trading.live;

import dev.catchwater.trading.Engine;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** How an engine looks to people. */
final class Views {

    private static final int OVER = 20;

    private Views() {}

    static Broadcast.Snapshot of(Engine engine, long now) {
        var over = new ArrayList<>(engine.orders().over());
        var recent = over.subList(Math.max(0, over.size() - OVER), over.size()).reversed();
        return new Broadcast.Snapshot(
                engine.events(),
                Long.toHexString(engine.hash()),
                engine.state().name(),
                money(engine.equity()),
                money(engine.watch().peak()),
                engine.ledger().balances().entrySet().stream()
                        .map(each -> new Broadcast.Balance(each.getKey(), each.getValue()))
                        .toList(),
                engine.instruments().stream()
                        .map(each -> position(engine, each, now))
                        .toList(),
                orders(engine, engine.orders().working().stream().toList()),
                orders(engine, recent),
                engine.denied(),
                engine.orders().illegal(),
                engine.foreign(),
                engine.orders().late(),
                now);
    }

    private static Broadcast.Position position(Engine engine, Instrument instrument, long now) {
        var symbol = instrument.symbol();
        var guard = engine.guard(symbol);
        var basis = engine.ledger().fifo(symbol);
        return new Broadcast.Position(
                symbol,
                instrument.quantityOf(engine.position(symbol)).toPlainString(),
                instrument.priceOf(engine.mark(symbol)).toPlainString(),
                basis.cost().toPlainString(),
                basis.realised().toPlainString(),
                guard.phase().name(),
                instrument.priceOf(guard.stopPrice()).toPlainString(),
                guard.nakedTotal(now));
    }

    private static List<Broadcast.OrderView> orders(Engine engine, List<Order> orders) {
        return orders.stream()
                .map(order -> order(engine.instrument(order.request().symbol()), order))
                .toList();
    }

    private static Broadcast.OrderView order(Instrument instrument, Order order) {
        var request = order.request();
        return new Broadcast.OrderView(
                request.clientId(),
                request.symbol(),
                request.side().name(),
                request.type().name(),
                instrument.quantityOf(request.quantity()).toPlainString(),
                instrument.quantityOf(order.filled()).toPlainString(),
                instrument.priceOf(request.price()).toPlainString(),
                instrument.priceOf(request.stopPrice()).toPlainString(),
                order.status().name(),
                order.reason(),
                order.created());
    }

    private static BigDecimal money(long amount) {
        return FixedPoint.decimal(amount, FixedPoint.MONEY);
    }
}
