package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.judge.Allowance;
import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Gate;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The REST API at one path prefix. */
final class Counter {

    private static final Allowance WEIGHT = new Allowance("weight", 6_000, Duration.ofMinutes(1));
    private static final String UPSTREAM = "exchanges/binance";

    private final Map<String, Market> markets;
    private final Account account;
    private final Signatures signatures;
    private final Budgets budgets;
    private final LongSupplier clock;
    private final Supplier<JsonObject> rights;

    Counter(
            Map<String, Market> markets,
            Account account,
            Signatures signatures,
            Budgets budgets,
            LongSupplier clock,
            Supplier<JsonObject> rights) {
        this.markets = markets;
        this.account = account;
        this.signatures = signatures;
        this.budgets = budgets;
        this.clock = clock;
        this.rights = rights;
    }

    void open(RoutingContext ctx, int weight, BiFunction<RoutingContext, MultiMap, Object> answer) {
        serve(ctx, weight, answer);
    }

    void signed(RoutingContext ctx, int weight, BiFunction<RoutingContext, MultiMap, Object> answer) {
        serve(ctx, weight, (asked, parameters) -> {
            signatures.check(asked, parameters);
            Gate.identify(asked, "key");
            return answer.apply(asked, parameters);
        });
    }

    Object info(RoutingContext ctx, MultiMap parameters) {
        var asked = parameters.contains("symbols") ? new JsonArray(parameters.get("symbols")) : new JsonArray();
        var symbols = new JsonArray();
        if (asked.isEmpty()) {
            markets.values().forEach(market -> symbols.add(Shapes.info(market.pair())));
        }
        asked.forEach(
                symbol -> symbols.add(Shapes.info(market(String.valueOf(symbol)).pair())));
        return new JsonObject()
                .put("timezone", "UTC")
                .put("serverTime", clock.getAsLong())
                .put("symbols", symbols);
    }

    Object depth(RoutingContext ctx, MultiMap parameters) {
        var market = market(parameters.get("symbol"));
        int limit = Integer.parseInt(parameters.contains("limit") ? parameters.get("limit") : "100");
        return new JsonObject()
                .put("lastUpdateId", market.number())
                .put("bids", Shapes.levels(market.side(true), limit))
                .put("asks", Shapes.levels(market.side(false), limit));
    }

    Object place(RoutingContext ctx, MultiMap parameters) {
        var market = market(parameters.get("symbol"));
        var wish = Wishes.read(market, parameters);
        return Shapes.placed(account.place(wish, market, clock.getAsLong()));
    }

    Object order(RoutingContext ctx, MultiMap parameters) {
        return Shapes.order(find(parameters, -2013, "Order does not exist."));
    }

    Object cancel(RoutingContext ctx, MultiMap parameters) {
        var ticket = find(parameters, -2011, "Unknown order sent.");
        if (!ticket.open()) {
            throw new Wrong(-2011, "Unknown order sent.");
        }
        return Shapes.order(account.cancel(ticket, clock.getAsLong())).put("transactTime", clock.getAsLong());
    }

    Object openOrders(RoutingContext ctx, MultiMap parameters) {
        return orders(parameters, true);
    }

    Object allOrders(RoutingContext ctx, MultiMap parameters) {
        return orders(parameters, false);
    }

    Object trades(RoutingContext ctx, MultiMap parameters) {
        var pair = market(parameters.get("symbol")).pair();
        var order = parameters.get("orderId");
        var deals = new JsonArray();
        for (var ticket : account.orders()) {
            if (ticket.pair.equals(pair) && (order == null || order.equals(Long.toString(ticket.id)))) {
                ticket.deals.forEach(deal -> deals.add(Shapes.deal(ticket, deal)));
            }
        }
        return deals;
    }

    Object account(RoutingContext ctx, MultiMap parameters) {
        var balances = new JsonArray();
        account.balances().forEach((asset, amount) -> {
            BigDecimal locked = account.locked(asset);
            balances.add(new JsonObject()
                    .put("asset", asset)
                    .put("free", Shapes.text(amount.subtract(locked)))
                    .put("locked", Shapes.text(locked)));
        });
        return new JsonObject().put("accountType", "SPOT").put("canTrade", true).put("balances", balances);
    }

    Object rights(RoutingContext ctx, MultiMap parameters) {
        return rights.get();
    }

    private JsonArray orders(MultiMap parameters, boolean open) {
        var pair = market(parameters.get("symbol")).pair();
        var found = new JsonArray();
        account.orders().stream()
                .filter(ticket -> ticket.pair.equals(pair) && (!open || ticket.open()))
                .forEach(ticket -> found.add(Shapes.order(ticket)));
        return found;
    }

    private Ticket find(MultiMap parameters, int code, String message) {
        market(parameters.get("symbol"));
        var name = parameters.get("origClientOrderId");
        var number = parameters.get("orderId");
        var found = number != null ? account.order(Long.parseLong(number)) : account.order(String.valueOf(name));
        return found.orElseThrow(() -> new Wrong(code, message));
    }

    private Market market(String symbol) {
        var market = markets.get(symbol == null ? "" : symbol);
        if (market == null) {
            throw new Wrong(-1121, "Invalid symbol.");
        }
        return market;
    }

    private void serve(RoutingContext ctx, int weight, BiFunction<RoutingContext, MultiMap, Object> answer) {
        int used = 0;
        boolean refused = false;
        Instant reset = Instant.EPOCH;
        for (int i = 0; i < weight; i++) {
            var standing = budgets.spend(UPSTREAM, WEIGHT, "ip");
            used = WEIGHT.limit() - standing.remaining();
            refused |= standing.refused();
            reset = standing.reset();
        }
        ctx.response().putHeader("X-MBX-USED-WEIGHT-1M", Integer.toString(used));
        try {
            if (refused) {
                ctx.response()
                        .putHeader(
                                "Retry-After",
                                Long.toString(Math.max(1, reset.getEpochSecond() - clock.getAsLong() / 1_000)));
                throw new Wrong(429, -1003, "Too much request weight used.");
            }
            json(ctx, 200, String.valueOf(answer.apply(ctx, Wishes.parameters(ctx))));
        } catch (Wrong wrong) {
            json(
                    ctx,
                    wrong.status(),
                    new JsonObject()
                            .put("code", wrong.code())
                            .put("msg", wrong.getMessage())
                            .encode());
        }
    }

    private static void json(RoutingContext ctx, int status, String body) {
        Answer.text(ctx, status, "application/json;charset=UTF-8", body);
    }
}
