package dev.catchwater.trading.source.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.trading.VenueOrder;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import dev.catchwater.trading.source.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Kraken's fields and ours. */
final class KrakenFields {

    /** Assets that bear an X or a Z before their name, from the time when all of them did. */
    private static final Set<String> PREFIXED = Set.of(
            "XETC", "XETH", "XLTC", "XMLN", "XREP", "XXBT", "XXDG", "XXLM", "XXMR", "XXRP", "XZEC", "ZAUD", "ZCAD",
            "ZEUR", "ZGBP", "ZJPY", "ZUSD");

    private static final long DEADLINE = 5_000;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private KrakenFields() {}

    /** A currency's name, as all others call it. */
    static String currency(String asset) {
        var plain = PREFIXED.contains(asset) ? asset.substring(1) : asset;
        return switch (plain) {
            case "XBT" -> "BTC";
            case "XDG" -> "DOGE";
            default -> plain;
        };
    }

    /** A pair's name in REST. */
    static String pair(Instrument instrument) {
        return rest(instrument.base()) + rest(instrument.quote());
    }

    private static String rest(String currency) {
        return switch (currency) {
            case "BTC" -> "XBT";
            case "DOGE" -> "XDG";
            default -> currency;
        };
    }

    /** A pair of {@code AssetPairs}. */
    static Instrument instrument(JsonNode pair) {
        var names = pair.path("wsname").asText("/").split("/", 2);
        int prices = pair.path("pair_decimals").asInt();
        int lots = pair.path("lot_decimals").asInt();
        var tick = pair.has("tick_size") ? Json.decimal(pair, "tick_size") : BigDecimal.ONE.movePointLeft(prices);
        var filters = new Filters(
                FixedPoint.exact(tick, prices),
                1,
                FixedPoint.floor(Json.decimal(pair, "ordermin"), lots),
                0,
                FixedPoint.floor(Json.decimal(pair, "costmin"), FixedPoint.MONEY));
        boolean open = pair.path("status").asText("online").equals("online");
        return new Instrument(currency(names[0]), currency(names[1]), prices, lots, filters, open);
    }

    /** The parameters of an order; it is void if it arrives later than five seconds from now. */
    static Map<String, String> order(Instrument instrument, OrderRequest order, long now) {
        var fields = new LinkedHashMap<String, String>();
        var limit = instrument.priceOf(order.price()).toPlainString();
        var stop = instrument.priceOf(order.stopPrice()).toPlainString();
        fields.put("pair", pair(instrument));
        fields.put("type", order.side().buying() ? "buy" : "sell");
        fields.put("ordertype", type(order));
        fields.put("volume", instrument.quantityOf(order.quantity()).toPlainString());
        switch (order.type()) {
            case MARKET -> {}
            case LIMIT -> fields.put("price", limit);
            case STOP -> fields.put("price", stop);
            case STOP_LIMIT -> {
                fields.put("price", stop);
                fields.put("price2", limit);
            }
        }
        if (order.type().priced() && order.timeInForce() != TimeInForce.GTC) {
            fields.put("timeinforce", order.timeInForce().name());
        }
        // Fees in the quote currency for buying and selling, so that what is bought is what is held.
        fields.put("oflags", order.postOnly() ? "fciq,post" : "fciq");
        fields.put("cl_ord_id", order.clientId());
        fields.put("deadline", Instant.ofEpochMilli(now + DEADLINE).toString());
        return fields;
    }

    /** An order as REST tells of it. */
    static VenueOrder order(Instrument instrument, String id, JsonNode order) {
        long filled = instrument.quantity(Json.decimal(order, "vol_exec"));
        boolean whole = filled >= instrument.quantity(Json.decimal(order, "vol"));
        var state = switch (order.path("status").asText()) {
            case "closed" -> whole ? VenueOrder.State.FILLED : VenueOrder.State.CANCELED;
            case "canceled" -> VenueOrder.State.CANCELED;
            case "expired" -> VenueOrder.State.EXPIRED;
            default -> VenueOrder.State.OPEN;
        };
        var time = order.has("closetm") ? "closetm" : "opentm";
        return new VenueOrder(order.path("cl_ord_id").asText(""), id, state, filled, millis(order, time));
    }

    /** A trade as REST tells of it. */
    static Fill fill(Instrument instrument, String id, JsonNode trade, String clientId) {
        var side = trade.path("type").asText().equals("buy") ? Side.BUY : Side.SELL;
        return fill(
                instrument,
                new Traded(
                        id,
                        clientId,
                        side,
                        Json.decimal(trade, "price"),
                        Json.decimal(trade, "vol"),
                        Json.decimal(trade, "cost"),
                        Json.decimal(trade, "fee"),
                        instrument.quote(),
                        millis(trade, "time"),
                        trade.path("maker").asBoolean()));
    }

    /** A trade, however it was told. */
    record Traded(
            String id,
            String clientId,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal cost,
            BigDecimal fee,
            String feeAsset,
            long time,
            boolean maker) {}

    /**
     * A fill. Kraken rounds what a trade costs to the pair's decimals: what that gives or takes belongs to the fee, or
     * the ledger would soon be another one than the exchange's.
     */
    static Fill fill(Instrument instrument, Traded traded) {
        var exact = traded.price().multiply(traded.quantity());
        var rounded = traded.cost().subtract(exact);
        boolean inQuote = traded.feeAsset().equals(instrument.quote());
        var rest = traded.side().buying() ? rounded : rounded.negate();
        return new Fill(
                traded.id(),
                traded.clientId(),
                instrument.symbol(),
                traded.side(),
                instrument.price(traded.price()),
                instrument.quantity(traded.quantity()),
                inQuote ? plain(traded.fee().add(rest)) : traded.fee(),
                traded.feeAsset(),
                traded.time(),
                traded.maker());
    }

    // The same number however many zeros were sent, and none as 1E+1.
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static long millis(JsonNode node, String field) {
        return Json.decimal(node, field).multiply(THOUSAND).longValue();
    }

    private static String type(OrderRequest order) {
        return switch (order.type()) {
            case MARKET -> "market";
            case LIMIT -> "limit";
            case STOP -> "stop-loss";
            case STOP_LIMIT -> "stop-loss-limit";
        };
    }
}
