package dev.catchwater.sandbox.exchanges;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is behind each of Kraken's private calls. */
final class KrakenDesk {

    private static final int PAGE = 50;

    private final Floor floor;
    private final KrakenLimits limits;

    KrakenDesk(Floor floor, KrakenLimits limits) {
        this.floor = floor;
        this.limits = limits;
    }

    /** The calls by name, with what each of them costs. */
    static Map<String, KrakenCounter.Call> calls(KrakenDesk desk, Supplier<Object> token, Supplier<Object> rights) {
        return Map.of(
                "Balance", new KrakenCounter.Call(1, false, asked -> desk.balance()),
                "AddOrder", new KrakenCounter.Call(0, true, desk::add),
                "CancelOrder", new KrakenCounter.Call(0, true, desk::cancel),
                "OpenOrders", new KrakenCounter.Call(1, false, desk::open),
                "ClosedOrders", new KrakenCounter.Call(1, false, desk::closed),
                "QueryOrders", new KrakenCounter.Call(1, false, desk::orders),
                "QueryTrades", new KrakenCounter.Call(2, false, desk::trades),
                "TradesHistory", new KrakenCounter.Call(2, false, desk::history),
                "GetWebSocketsToken", new KrakenCounter.Call(1, true, asked -> token.get()),
                "GetApiKeyInfo", new KrakenCounter.Call(1, false, asked -> rights.get()));
    }

    Object pairs(MultiMap asked) {
        var names = asked.contains("pair") ? Set.of(asked.get("pair").split(",")) : Set.<String>of();
        var found = new JsonObject();
        for (var market : floor.markets().values()) {
            var name = KrakenShapes.name(market.pair());
            if (names.isEmpty() || names.contains(name)) {
                found.put(name, KrakenShapes.pair(market.pair()));
            }
        }
        if (found.size() < names.size()) {
            throw new Wrong("EQuery:Unknown asset pair");
        }
        return found;
    }

    private Object balance() {
        var all = new JsonObject();
        floor.account()
                .balances()
                .forEach((asset, amount) -> all.put(KrakenShapes.asset(asset), KrakenShapes.text(amount, 10)));
        return all;
    }

    private Object add(MultiMap asked) {
        var wish = KrakenWishes.read(floor, asked);
        var description = new JsonObject().put("order", KrakenShapes.words(wish));
        if ("true".equals(asked.get("validate"))) {
            return new JsonObject().put("descr", description);
        }
        var pair = wish.pair().symbol();
        limits.order(pair);
        var market = floor.market(pair).orElseThrow();
        var ticket = floor.account().place(wish, market, floor.now());
        return new JsonObject().put("descr", description).put("txid", new JsonArray().add(KrakenShapes.id(ticket)));
    }

    private Object cancel(MultiMap asked) {
        var name = asked.get("cl_ord_id");
        var id = asked.get("txid");
        var ticket = floor.account().orders().stream()
                .filter(Ticket::open)
                .filter(each -> name != null
                        ? each.clientId.equals(name)
                        : KrakenShapes.id(each).equals(id))
                .findFirst()
                .orElseThrow(() -> new Wrong("EOrder:Unknown order"));
        limits.cancel(ticket.pair.symbol(), floor.now() - ticket.time);
        floor.account().cancel(ticket, floor.now());
        return new JsonObject().put("count", 1);
    }

    private Object open(MultiMap asked) {
        return new JsonObject().put("open", list(found(asked, Ticket::open), asked));
    }

    private Object closed(MultiMap asked) {
        var all = found(asked, ticket -> !ticket.open());
        return new JsonObject().put("closed", list(page(all, asked), asked)).put("count", all.size());
    }

    private Object orders(MultiMap asked) {
        var ids = ids(asked);
        return list(found(asked, ticket -> ids.contains(KrakenShapes.id(ticket))), asked);
    }

    private Object trades(MultiMap asked) {
        var ids = ids(asked);
        var found = new JsonObject();
        for (var ticket : floor.account().orders()) {
            for (var deal : ticket.deals) {
                if (ids.contains(KrakenShapes.id(deal))) {
                    found.put(KrakenShapes.id(deal), KrakenShapes.trade(ticket, deal));
                }
            }
        }
        return found;
    }

    private Object history(MultiMap asked) {
        record Done(Ticket ticket, Ticket.Deal deal) {}
        var all = floor.account().orders().stream()
                .flatMap(ticket -> ticket.deals.stream().map(deal -> new Done(ticket, deal)))
                .sorted(Comparator.comparingLong((Done done) -> done.deal().id())
                        .reversed())
                .toList();
        var page = new JsonObject();
        page(all, asked)
                .forEach(
                        done -> page.put(KrakenShapes.id(done.deal()), KrakenShapes.trade(done.ticket(), done.deal())));
        return new JsonObject().put("trades", page).put("count", all.size());
    }

    /** Newest first. */
    private List<Ticket> found(MultiMap asked, Predicate<Ticket> which) {
        var name = asked.get("cl_ord_id");
        return floor.account().orders().stream()
                .filter(which)
                .filter(ticket -> name == null || ticket.clientId.equals(name))
                .sorted(Comparator.comparingLong((Ticket ticket) -> ticket.id).reversed())
                .toList();
    }

    private static JsonObject list(List<Ticket> tickets, MultiMap asked) {
        boolean trades = "true".equals(asked.get("trades"));
        var found = new LinkedHashMap<String, Object>();
        tickets.forEach(ticket -> found.put(KrakenShapes.id(ticket), KrakenShapes.order(ticket, trades)));
        return new JsonObject(found);
    }

    private static <T> List<T> page(List<T> all, MultiMap asked) {
        var from = asked.get("ofs");
        int offset = from != null && from.matches("[0-9]{1,6}") ? Integer.parseInt(from) : 0;
        return all.stream().skip(offset).limit(PAGE).toList();
    }

    private static Set<String> ids(MultiMap asked) {
        var ids = asked.get("txid");
        if (ids == null || ids.isEmpty()) {
            throw new Wrong("EGeneral:Invalid arguments:txid");
        }
        return List.of(ids.split(",")).stream().limit(PAGE).collect(Collectors.toSet());
    }
}
