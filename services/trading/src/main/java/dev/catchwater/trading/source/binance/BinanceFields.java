package dev.catchwater.trading.source.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.trading.VenueOrder;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.source.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Binance's fields and ours. */
final class BinanceFields {

    private BinanceFields() {}

    static String symbol(Instrument instrument) {
        return instrument.base() + instrument.quote();
    }

    /** A pair of {@code exchangeInfo}; steps say how many decimals prices and quantities have. */
    static Instrument instrument(JsonNode symbol) {
        var tick = filter(symbol, "PRICE_FILTER", "tickSize");
        var step = filter(symbol, "LOT_SIZE", "stepSize");
        int priceScale = decimals(tick);
        int quantityScale = decimals(step);
        var notional = filter(symbol, "NOTIONAL", "minNotional").max(filter(symbol, "MIN_NOTIONAL", "minNotional"));
        var filters = new Filters(
                FixedPoint.exact(tick, priceScale),
                FixedPoint.exact(step, quantityScale),
                FixedPoint.floor(filter(symbol, "LOT_SIZE", "minQty"), quantityScale),
                FixedPoint.floor(filter(symbol, "LOT_SIZE", "maxQty"), quantityScale),
                FixedPoint.floor(notional, FixedPoint.MONEY));
        return new Instrument(
                symbol.path("baseAsset").asText(),
                symbol.path("quoteAsset").asText(),
                priceScale,
                quantityScale,
                filters,
                symbol.path("status").asText().equals("TRADING"));
    }

    static Map<String, String> order(Instrument instrument, OrderRequest order) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("symbol", symbol(instrument));
        fields.put("side", order.side().name());
        fields.put("type", type(order));
        if (order.type().priced() && !order.postOnly()) {
            fields.put("timeInForce", order.timeInForce().name());
        }
        fields.put("quantity", instrument.quantityOf(order.quantity()).toPlainString());
        if (order.type().priced()) {
            fields.put("price", instrument.priceOf(order.price()).toPlainString());
        }
        if (order.type().stopped()) {
            fields.put("stopPrice", instrument.priceOf(order.stopPrice()).toPlainString());
        }
        fields.put("newClientOrderId", order.clientId());
        fields.put("newOrderRespType", "FULL");
        return fields;
    }

    /** An order as REST tells of it. */
    static VenueOrder order(Instrument instrument, JsonNode order) {
        return new VenueOrder(
                order.path("clientOrderId").asText(),
                order.path("orderId").asText(),
                state(order.path("status").asText()),
                instrument.quantity(Json.decimal(order, "executedQty")),
                order.path("updateTime").asLong(order.path("transactTime").asLong()));
    }

    /** A fill of {@code myTrades}, or of the answer to an order. */
    static Fill fill(Instrument instrument, JsonNode fill, String clientId, Side side, long time, boolean maker) {
        return new Fill(
                fill.has("tradeId")
                        ? fill.path("tradeId").asText()
                        : fill.path("id").asText(),
                clientId,
                instrument.symbol(),
                side,
                instrument.price(Json.decimal(fill, "price")),
                instrument.quantity(Json.decimal(fill, "qty")),
                Json.decimal(fill, "commission"),
                fill.path("commissionAsset").asText(),
                time,
                maker);
    }

    static VenueOrder.State state(String status) {
        return switch (status) {
            case "FILLED" -> VenueOrder.State.FILLED;
            case "CANCELED", "PENDING_CANCEL" -> VenueOrder.State.CANCELED;
            case "EXPIRED", "EXPIRED_IN_MATCH" -> VenueOrder.State.EXPIRED;
            case "REJECTED" -> VenueOrder.State.REJECTED;
            default -> VenueOrder.State.OPEN;
        };
    }

    private static String type(OrderRequest order) {
        if (order.type() == OrderType.LIMIT && order.postOnly()) {
            return "LIMIT_MAKER";
        }
        return switch (order.type()) {
            case MARKET -> "MARKET";
            case LIMIT -> "LIMIT";
            case STOP -> "STOP_LOSS";
            case STOP_LIMIT -> "STOP_LOSS_LIMIT";
        };
    }

    private static BigDecimal filter(JsonNode symbol, String type, String field) {
        for (var filter : symbol.path("filters")) {
            if (filter.path("filterType").asText().equals(type)) {
                return Json.decimal(filter, field);
            }
        }
        return BigDecimal.ZERO;
    }

    private static int decimals(BigDecimal step) {
        return Math.max(0, step.stripTrailingZeros().scale());
    }
}
