package dev.catchwater.sandbox.exchanges;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;

/** Kraken's JSON of trades and executions over WebSockets: amounts are numbers, bitcoin is BTC. */
final class KrakenReports {

    private static final int SNAPSHOT = 50;

    private KrakenReports() {}

    static JsonObject traded(String symbol, Market.Move move) {
        return new JsonObject()
                .put("symbol", symbol)
                .put("side", move.buyerMaker() ? "sell" : "buy")
                .put("price", move.price())
                .put("qty", move.quantity())
                .put("ord_type", "market")
                .put("trade_id", move.trade())
                .put("timestamp", move.at().toString());
    }

    static void taken(JsonObject data, Ticket ticket, String how) {
        order(data, ticket, how, how)
                .put("order_qty", ticket.quantity)
                .put("cum_qty", ticket.filled())
                .put("cum_cost", ticket.paid())
                .put("time_in_force", ticket.timeInForce)
                .put("order_type", KrakenShapes.type(ticket.type))
                .put("limit_price", ticket.price)
                .put("fee_ccy_pref", "fciq")
                .put("timestamp", time(ticket.time));
    }

    /** It is in the book. The real one names no client's id here, either. */
    static void live(JsonObject data, Ticket ticket) {
        data.put("timestamp", time(ticket.time))
                .put("order_status", "new")
                .put("exec_type", "new")
                .put("order_userref", 0)
                .put("order_id", KrakenShapes.id(ticket));
    }

    static void dealt(JsonObject data, Ticket ticket, Ticket.Deal deal) {
        var fee = new JsonObject().put("asset", deal.feeAsset()).put("qty", deal.fee());
        // Also of the one that fills it: "filled" comes in a message of its own.
        order(data, ticket, "trade", "partially_filled")
                .put("exec_id", KrakenShapes.id(deal))
                .put("trade_id", deal.id())
                .put("last_qty", deal.quantity())
                .put("last_price", deal.price())
                .put("liquidity_ind", deal.maker() ? "m" : "t")
                .put("cost", deal.cost())
                .put("fees", new JsonArray().add(fee))
                .put("order_type", KrakenShapes.type(ticket.type))
                .put("timestamp", time(deal.time()));
    }

    static void ended(JsonObject data, Ticket ticket) {
        var how = ticket.status.equals("FILLED") ? "filled" : "canceled";
        order(data, ticket, how, how).put("cum_qty", ticket.filled()).put("timestamp", time(ticket.updated));
    }

    /** Open orders and the newest trades, oldest first. */
    static JsonArray snapshot(Account account, boolean orders, boolean trades) {
        record Done(Ticket ticket, Ticket.Deal deal) {}
        var all = new JsonArray();
        if (orders) {
            account.orders().stream().filter(Ticket::open).forEach(ticket -> {
                var data = new JsonObject();
                taken(data, ticket, "new");
                all.add(data);
            });
        }
        if (trades) {
            account.orders().stream()
                    .flatMap(ticket -> ticket.deals.stream().map(deal -> new Done(ticket, deal)))
                    .sorted(Comparator.comparingLong((Done done) -> done.deal().id())
                            .reversed())
                    .limit(SNAPSHOT)
                    .sorted(Comparator.comparingLong((Done done) -> done.deal().id()))
                    .forEach(done -> {
                        var data = new JsonObject();
                        dealt(data, done.ticket(), done.deal());
                        all.add(data);
                    });
        }
        return all;
    }

    private static JsonObject order(JsonObject data, Ticket ticket, String type, String status) {
        if (!ticket.clientId.isEmpty()) {
            data.put("cl_ord_id", ticket.clientId);
        }
        return data.put("order_id", KrakenShapes.id(ticket))
                .put("exec_type", type)
                .put("order_status", status)
                .put("symbol", ticket.pair.base() + "/" + ticket.pair.quote())
                .put("side", ticket.buying ? "buy" : "sell");
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
