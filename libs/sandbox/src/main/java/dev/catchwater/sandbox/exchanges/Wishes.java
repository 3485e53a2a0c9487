package dev.catchwater.sandbox.exchanges;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Reads orders, and says what is wrong with them in the exchange's words. */
final class Wishes {

    private static final Set<String> TYPES = Set.of("LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT");

    private Wishes() {}

    /** Parameters of the query and of a body that is a form. */
    static MultiMap parameters(RoutingContext ctx) {
        var all = MultiMap.caseInsensitiveMultiMap().addAll(ctx.queryParams());
        var body = ctx.body().buffer();
        if (body != null) {
            for (var pair : body.toString().split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    all.add(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return all;
    }

    static Ticket.Wish read(Market market, MultiMap parameters) {
        var pair = market.pair();
        var type = required(parameters, "type");
        var side = required(parameters, "side");
        if (!TYPES.contains(type)) {
            throw new Wrong(-1116, "Invalid orderType.");
        }
        if (!side.equals("BUY") && !side.equals("SELL")) {
            throw new Wrong(-1117, "Invalid side.");
        }
        boolean priced = type.contains("LIMIT");
        boolean stopped = type.startsWith("STOP_LOSS");
        var quantity = number(required(parameters, "quantity"));
        var price = priced ? number(required(parameters, "price")) : BigDecimal.ZERO;
        var stop = stopped ? number(required(parameters, "stopPrice")) : BigDecimal.ZERO;
        var force =
                type.equals("LIMIT") || type.equals("STOP_LOSS_LIMIT") ? required(parameters, "timeInForce") : "GTC";
        filter(priced && !pair.onTick(price), "PRICE_FILTER");
        filter(stopped && !pair.onTick(stop), "PRICE_FILTER");
        filter(!pair.onStep(quantity), "LOT_SIZE");
        var estimate = priced ? price : stopped ? stop : market.price();
        filter(estimate.multiply(quantity).compareTo(pair.minNotional()) < 0, "NOTIONAL");
        return new Ticket.Wish(name(parameters), pair, side.equals("BUY"), type, force, quantity, price, stop);
    }

    private static String name(MultiMap parameters) {
        var name = parameters.get("newClientOrderId");
        if (name == null || !name.matches("[.A-Z:/a-z0-9_-]{1,36}")) {
            throw new Wrong(-1100, "Illegal characters found in parameter 'newClientOrderId'.");
        }
        return name;
    }

    private static void filter(boolean failed, String filter) {
        if (failed) {
            throw new Wrong(-1013, "Filter failure: " + filter);
        }
    }

    private static String required(MultiMap parameters, String name) {
        var value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw new Wrong(-1102, "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.");
        }
        return value;
    }

    private static BigDecimal number(String text) {
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            throw new Wrong(-1100, "Illegal characters found in a parameter.");
        }
        return new BigDecimal(text);
    }
}
