package dev.catchwater.sandbox.exchanges;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;

/** Binance's JSON. Amounts are texts with eight decimals. */
final class Shapes {

    private Shapes() {}

    static JsonObject info(Pair pair) {
        return new JsonObject()
                .put("symbol", pair.symbol())
                .put("status", "TRADING")
                .put("baseAsset", pair.base())
                .put("baseAssetPrecision", 8)
                .put("quoteAsset", pair.quote())
                .put("quoteAssetPrecision", 8)
                .put(
                        "orderTypes",
                        new JsonArray()
                                .add("LIMIT")
                                .add("LIMIT_MAKER")
                                .add("MARKET")
                                .add("STOP_LOSS")
                                .add("STOP_LOSS_LIMIT"))
                .put("filters", filters(pair));
    }

    private static JsonArray filters(Pair pair) {
        return new JsonArray()
                .add(filter("PRICE_FILTER")
                        .put("minPrice", text(pair.tick()))
                        .put("maxPrice", "1000000.00000000")
                        .put("tickSize", text(pair.tick())))
                .add(filter("LOT_SIZE")
                        .put("minQty", text(pair.step()))
                        .put("maxQty", "9000.00000000")
                        .put("stepSize", text(pair.step())))
                .add(filter("NOTIONAL")
                        .put("minNotional", text(pair.minNotional()))
                        .put("applyMinToMarket", true)
                        .put("avgPriceMins", 5));
    }

    static JsonObject order(Ticket ticket) {
        return new JsonObject()
                .put("symbol", ticket.pair.symbol())
                .put("orderId", ticket.id)
                .put("orderListId", -1)
                .put("clientOrderId", ticket.clientId)
                .put("price", text(ticket.price))
                .put("origQty", text(ticket.quantity))
                .put("executedQty", text(ticket.filled()))
                .put("cummulativeQuoteQty", text(ticket.paid()))
                .put("status", ticket.status)
                .put("timeInForce", ticket.timeInForce)
                .put("type", ticket.type)
                .put("side", ticket.buying ? "BUY" : "SELL")
                .put("stopPrice", text(ticket.stopPrice))
                .put("time", ticket.time)
                .put("updateTime", ticket.updated)
                .put("isWorking", !ticket.waitsForStop());
    }

    static JsonObject placed(Ticket ticket) {
        var fills = new JsonArray();
        ticket.deals.forEach(deal -> fills.add(new JsonObject()
                .put("price", text(deal.price()))
                .put("qty", text(deal.quantity()))
                .put("commission", text(deal.fee()))
                .put("commissionAsset", deal.feeAsset())
                .put("tradeId", deal.id())));
        return order(ticket).put("transactTime", ticket.updated).put("fills", fills);
    }

    static JsonObject deal(Ticket ticket, Ticket.Deal deal) {
        return new JsonObject()
                .put("symbol", ticket.pair.symbol())
                .put("id", deal.id())
                .put("orderId", ticket.id)
                .put("price", text(deal.price()))
                .put("qty", text(deal.quantity()))
                .put("quoteQty", text(deal.price().multiply(deal.quantity())))
                .put("commission", text(deal.fee()))
                .put("commissionAsset", deal.feeAsset())
                .put("time", deal.time())
                .put("isBuyer", ticket.buying)
                .put("isMaker", deal.maker());
    }

    static JsonArray levels(Map<BigDecimal, BigDecimal> side, int most) {
        var levels = new JsonArray();
        side.entrySet().stream()
                .limit(most)
                .forEach(level ->
                        levels.add(new JsonArray().add(text(level.getKey())).add(text(level.getValue()))));
        return levels;
    }

    static JsonObject depth(Market market, Market.Move move) {
        return new JsonObject()
                .put("e", "depthUpdate")
                .put("E", move.at().toEpochMilli())
                .put("s", market.pair().symbol())
                .put("U", move.first())
                .put("u", move.last())
                .put("b", levels(move.bids(), Integer.MAX_VALUE))
                .put("a", levels(move.asks(), Integer.MAX_VALUE));
    }

    static JsonObject trade(Market market, Market.Move move) {
        return new JsonObject()
                .put("e", "trade")
                .put("E", move.at().toEpochMilli())
                .put("s", market.pair().symbol())
                .put("t", move.trade())
                .put("p", text(move.price()))
                .put("q", text(move.quantity()))
                .put("T", move.at().toEpochMilli())
                .put("m", move.buyerMaker())
                .put("M", true);
    }

    static String text(BigDecimal amount) {
        return amount.setScale(8, java.math.RoundingMode.DOWN).toPlainString();
    }

    private static JsonObject filter(String type) {
        return new JsonObject().put("filterType", type);
    }
}
