package dev.catchwater.trading.order.paper;

import dev.catchwater.trading.ledger.Ledger;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.Top;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A spot exchange for one instrument, made of prices. What is sent waits for the next price: nothing is filled at one
 * that was known when it was sent. A bar is walked open, the nearer extreme, the other one, close, so that a stop placed
 * by a fill at the open works within the same bar. For one thread.
 */
public final class PaperVenue {

    private final Instrument instrument;
    private final Costs costs;
    private final Ledger balances;
    private final Consumer<OrderReport> reports;
    private final Deque<OrderRequest> arriving = new ArrayDeque<>();
    private final Deque<String> canceling = new ArrayDeque<>();
    private final Map<String, OrderRequest> resting = new LinkedHashMap<>();
    private long trades;
    // Between the corners of a bar the price passes each level; from one bar or quote to the next it jumps.
    private boolean walking;

    /**
     * An exchange with these costs, which says what happens to whoever listens.
     *
     * @param balances what the account has there; moved by fills
     */
    public PaperVenue(Instrument instrument, Costs costs, Ledger balances, Consumer<OrderReport> reports) {
        this.instrument = instrument;
        this.costs = costs;
        this.balances = balances;
        this.reports = reports;
    }

    public void submit(OrderRequest order) {
        arriving.add(order);
    }

    public void cancel(String clientId) {
        canceling.add(clientId);
    }

    public Map<String, OrderRequest> resting() {
        return Map.copyOf(resting);
    }

    /** Walks a bar. Orders that its fills bring about take part in what is left of it. */
    public void bar(Bar bar) {
        if (arriving.isEmpty() && canceling.isEmpty() && resting.isEmpty()) {
            return;
        }
        boolean up = bar.high() - bar.open() < bar.open() - bar.low();
        long quarter = (bar.end() - bar.start()) / 4;
        walking = false;
        point(bar.open(), bar.open(), bar.start());
        walking = true;
        point(up ? bar.high() : bar.low(), up ? bar.high() : bar.low(), bar.start() + quarter);
        point(up ? bar.low() : bar.high(), up ? bar.low() : bar.high(), bar.start() + 2 * quarter);
        point(bar.close(), bar.close(), bar.end() - 1);
    }

    public void top(Top top) {
        if (!top.crossed()) {
            walking = false;
            point(top.bid(), top.ask(), top.time());
        }
    }

    private void point(long bid, long ask, long time) {
        for (var order : new ArrayList<>(resting.values())) {
            if (resting.containsKey(order.clientId())) {
                match(order, bid, ask, time);
            }
        }
        // A report may bring new orders; each of them is looked at once, at this price.
        for (int i = 0; i < 100 && !(arriving.isEmpty() && canceling.isEmpty()); i++) {
            for (var id = canceling.poll(); id != null; id = canceling.poll()) {
                cancel(id, time);
            }
            var order = arriving.poll();
            if (order != null) {
                arrive(order, bid, ask, time);
            }
        }
    }

    private void cancel(String id, long time) {
        reports.accept(
                resting.remove(id) == null
                        ? new OrderReport.CancelRejected(id, "no such order", time)
                        : new OrderReport.Canceled(id, time));
    }

    private void arrive(OrderRequest order, long bid, long ask, long time) {
        var refusal = refusal(order, bid, ask);
        if (refusal != null) {
            reports.accept(new OrderReport.Rejected(order.clientId(), refusal, time));
            return;
        }
        reports.accept(new OrderReport.Accepted(order.clientId(), "paper-" + order.clientId(), time));
        if (order.type() == OrderType.MARKET) {
            fill(order, worse(order, order.side().buying() ? ask : bid), time, false);
        } else if (takes(order, bid, ask)) {
            fill(order, order.side().buying() ? ask : bid, time, false);
        } else if (order.timeInForce() == TimeInForce.GTC) {
            resting.put(order.clientId(), order);
        } else {
            reports.accept(new OrderReport.Expired(order.clientId(), time));
        }
    }

    private @Nullable String refusal(OrderRequest order, long bid, long ask) {
        boolean buying = order.side().buying();
        long price = order.type().priced() ? order.price() : buying ? ask : bid;
        var refused = instrument.refusal(price, order.quantity(), order.type().priced());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (order.postOnly() && takes(order, bid, ask)) {
            return "would take from the book";
        }
        if (order.type().stopped() && (buying ? ask >= order.stopPrice() : bid <= order.stopPrice())) {
            return "would trigger at once";
        }
        var needed = buying ? value(price, order.quantity()) : instrument.quantityOf(order.quantity());
        return free(buying).compareTo(needed) < 0 ? "insufficient balance" : null;
    }

    // What rests has its part of the balance locked, as on any spot exchange.
    private BigDecimal free(boolean quote) {
        var free = balances.balance(quote ? instrument.quote() : instrument.base());
        for (var order : resting.values()) {
            if (order.side().buying() == quote) {
                long price = order.type().priced() ? order.price() : order.stopPrice();
                free = free.subtract(quote ? value(price, order.quantity()) : instrument.quantityOf(order.quantity()));
            }
        }
        return free;
    }

    private static boolean takes(OrderRequest order, long bid, long ask) {
        return order.type() == OrderType.LIMIT && (order.side().buying() ? ask <= order.price() : bid >= order.price());
    }

    private void match(OrderRequest order, long bid, long ask, long time) {
        boolean buying = order.side().buying();
        switch (order.type()) {
            case LIMIT -> {
                if (takes(order, bid, ask)) {
                    fill(order, walking ? order.price() : buying ? ask : bid, time, true);
                }
            }
            case STOP, STOP_LIMIT -> {
                if (buying ? ask >= order.stopPrice() : bid <= order.stopPrice()) {
                    trigger(order, bid, ask, time);
                }
            }
            case MARKET -> throw new IllegalStateException("a market order does not rest");
        }
    }

    private void trigger(OrderRequest order, long bid, long ask, long time) {
        boolean buying = order.side().buying();
        reports.accept(new OrderReport.Triggered(order.clientId(), time));
        if (order.type() == OrderType.STOP) {
            fill(order, worse(order, walking ? order.stopPrice() : buying ? ask : bid), time, false);
            return;
        }
        var limit = new OrderRequest(
                order.clientId(),
                order.symbol(),
                order.side(),
                OrderType.LIMIT,
                order.quantity(),
                order.price(),
                0,
                order.timeInForce(),
                false,
                order.reducing());
        resting.put(order.clientId(), limit);
        match(limit, bid, ask, time);
    }

    private void fill(OrderRequest order, long price, long time, boolean maker) {
        resting.remove(order.clientId());
        boolean buying = order.side().buying();
        int points = maker ? costs.maker() : costs.taker();
        boolean inBase = buying && costs.feeInBase();
        var amount = inBase ? instrument.quantityOf(order.quantity()) : value(price, order.quantity());
        var fee = amount.multiply(BigDecimal.valueOf(points, 4))
                .setScale(12, RoundingMode.UP)
                .stripTrailingZeros();
        var fill = new Fill(
                "paper-" + ++trades,
                order.clientId(),
                order.symbol(),
                order.side(),
                price,
                order.quantity(),
                fee,
                inBase ? instrument.base() : instrument.quote(),
                time,
                maker);
        balances.book(instrument, fill);
        reports.accept(new OrderReport.Filled(fill));
    }

    private long worse(OrderRequest order, long price) {
        long slip = FixedPoint.product(price, costs.slippage(), 4, 0);
        return Math.max(1, order.side().buying() ? price + slip : price - slip);
    }

    private BigDecimal value(long price, long quantity) {
        return instrument.priceOf(price).multiply(instrument.quantityOf(quantity));
    }
}
