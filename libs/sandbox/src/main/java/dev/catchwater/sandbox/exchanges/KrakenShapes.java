package dev.catchwater.sandbox.exchanges;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Kraken's JSON of REST: amounts are texts, times seconds with a fraction, bitcoin is XBT. */
final class KrakenShapes {

    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private KrakenShapes() {}

    /** A pair's name in REST. */
    static String name(Pair pair) {
        return (pair.base().equals("BTC") ? "XBT" : pair.base()) + pair.quote();
    }

    static String asset(String name) {
        return switch (name) {
            case "BTC" -> "XXBT";
            case "ETH" -> "XETH";
            default -> name;
        };
    }

    /** The least volume of an order. */
    static BigDecimal least(Pair pair) {
        return new BigDecimal(pair.base().equals("BTC") ? "0.00005" : "0.001");
    }

    static JsonObject pair(Pair pair) {
        return new JsonObject()
                .put("altname", name(pair))
                .put("wsname", (pair.base().equals("BTC") ? "XBT" : pair.base()) + "/" + pair.quote())
                .put("aclass_base", "currency")
                .put("base", asset(pair.base()))
                .put("aclass_quote", "currency")
                .put("quote", asset(pair.quote()))
                .put("lot", "unit")
                .put("cost_decimals", Terms.KRAKEN.costScale())
                .put("pair_decimals", pair.tick().scale())
                .put("lot_decimals", pair.step().scale())
                .put("lot_multiplier", 1)
                .put("fees", fees(Terms.KRAKEN.taker()))
                .put("fees_maker", fees(Terms.KRAKEN.maker()))
                .put("fee_volume_currency", "ZUSD")
                .put("ordermin", least(pair).toPlainString())
                .put("costmin", pair.minNotional().toPlainString())
                .put("tick_size", pair.tick().toPlainString())
                .put("status", "online");
    }

    private static JsonArray fees(BigDecimal share) {
        return new JsonArray().add(new JsonArray().add(0).add(share.movePointRight(2)));
    }

    static JsonObject order(Ticket ticket, boolean trades) {
        var order = new JsonObject()
                .putNull("refid")
                .put("userref", 0)
                .put("cl_ord_id", ticket.clientId)
                .put("status", status(ticket))
                .put("opentm", seconds(ticket.time))
                .put("starttm", 0)
                .put("expiretm", 0)
                .put("descr", description(ticket))
                .put("stopprice", ticket.stopPrice.toPlainString())
                .put("limitprice", "0.00000")
                .put("misc", "")
                .put("oflags", "fciq");
        if (!ticket.open()) {
            order.put("closetm", seconds(ticket.updated)).putNull("reason");
        }
        if (trades) {
            var ids = new JsonArray();
            ticket.deals.forEach(deal -> ids.add(id(deal)));
            order.put("trades", ids);
        }
        return executed(order, ticket);
    }

    private static JsonObject executed(JsonObject order, Ticket ticket) {
        var filled = ticket.filled();
        var average = filled.signum() == 0
                ? BigDecimal.ZERO
                : ticket.paid().divide(filled, ticket.pair.tick().scale(), RoundingMode.HALF_UP);
        var fee = ticket.deals.stream().map(Ticket.Deal::fee).reduce(BigDecimal.ZERO, BigDecimal::add);
        return order.put("vol", text(ticket.quantity, 8))
                .put("vol_exec", text(filled, 8))
                .put("cost", text(ticket.paid(), 8))
                .put("fee", text(fee, 8))
                .put("price", average.toPlainString());
    }

    static JsonObject trade(Ticket ticket, Ticket.Deal deal) {
        return new JsonObject()
                .put("ordertxid", id(ticket))
                .put("postxid", "TKH2SE-M7IF5-CFI7LT")
                .put("pair", name(ticket.pair))
                .put("time", seconds(deal.time()))
                .put("type", ticket.buying ? "buy" : "sell")
                .put("ordertype", type(ticket.type))
                .put("price", deal.price().toPlainString())
                .put("cost", text(deal.cost(), 8))
                .put("fee", text(deal.fee(), 8))
                .put("vol", text(deal.quantity(), 8))
                .put("margin", "0.00000")
                .put("leverage", "0")
                .put("misc", "")
                .put("trade_id", deal.id())
                .put("maker", deal.maker());
    }

    private static JsonObject description(Ticket ticket) {
        var price = ticket.stopPrice.signum() > 0 ? ticket.stopPrice : ticket.price;
        var second = ticket.stopPrice.signum() > 0 ? ticket.price : BigDecimal.ZERO;
        return new JsonObject()
                .put("pair", name(ticket.pair))
                .put("type", ticket.buying ? "buy" : "sell")
                .put("ordertype", type(ticket.type))
                .put("price", price.toPlainString())
                .put("price2", second.toPlainString())
                .put("leverage", "none")
                .put("close", "");
    }

    /** An order in words, as the answer to it repeats it. */
    static String words(Ticket.Wish wish) {
        var what = (wish.buying() ? "buy " : "sell ") + text(wish.quantity(), 8) + " " + name(wish.pair()) + " @ "
                + type(wish.type());
        return wish.price().signum() > 0 ? what + " " + wish.price().toPlainString() : what;
    }

    static String type(String type) {
        return switch (type) {
            case "MARKET" -> "market";
            case "STOP_LOSS" -> "stop-loss";
            case "STOP_LOSS_LIMIT" -> "stop-loss-limit";
            default -> "limit";
        };
    }

    static String id(Ticket ticket) {
        return id('O', ticket.id);
    }

    static String id(Ticket.Deal deal) {
        return id('T', deal.id());
    }

    static String text(BigDecimal amount, int decimals) {
        return amount.setScale(decimals, RoundingMode.DOWN).toPlainString();
    }

    static String rfc1123(long millis) {
        return RFC_1123.format(Instant.ofEpochMilli(millis));
    }

    private static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3);
    }

    private static String status(Ticket ticket) {
        return switch (ticket.status) {
            case "FILLED" -> "closed";
            case "CANCELED", "EXPIRED" -> "canceled";
            default -> "open";
        };
    }

    // Six, five and six characters, the last ones of which count.
    private static String id(char kind, long number) {
        var digits = Long.toString(number, 32).toUpperCase(Locale.ROOT);
        var padded = "SANDBOXSANDBOXSA".substring(0, 16 - digits.length()) + digits;
        return kind + padded.substring(0, 5) + "-" + padded.substring(5, 10) + "-" + padded.substring(10);
    }
}
