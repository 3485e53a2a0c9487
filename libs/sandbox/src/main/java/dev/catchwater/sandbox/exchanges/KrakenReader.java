package dev.catchwater.sandbox.exchanges;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One reader of Kraken's WebSockets, and what it has subscribed to. */
final class KrakenReader {

    private static final Set<Integer> DEPTHS = Set.of(10, 25, 100, 500, 1000);

    private final Wire wire;
    private final Floor floor;
    private final KrakenKeys keys;
    private final boolean authenticated;
    private final Map<String, KrakenView> books = new LinkedHashMap<>();
    private final Set<String> trades = new HashSet<>();
    private boolean executions;
    private long sequence;

    KrakenReader(Wire wire, Floor floor, KrakenKeys keys, boolean authenticated) {
        this.wire = wire;
        this.floor = floor;
        this.keys = keys;
        this.authenticated = authenticated;
    }

    Wire wire() {
        return wire;
    }

    void greet(long connection) {
        var status = new JsonObject()
                .put("version", "2.0.10")
                .put("system", "online")
                .put("api_version", "v2")
                .put("connection_id", connection);
        wire.send(message("status", "update", new JsonArray().add(status)).encode());
    }

    void beat() {
        if (executions || !books.isEmpty() || !trades.isEmpty()) {
            wire.send("{\"channel\":\"heartbeat\"}");
        }
    }

    void hear(String text) {
        try {
            var asked = new JsonObject(text);
            switch (asked.getString("method", "")) {
                case "ping" -> wire.send(answer(asked, "pong").encode());
                case "subscribe" -> subscribe(asked, asked.getJsonObject("params", new JsonObject()));
                case "unsubscribe" -> unsubscribe(asked, asked.getJsonObject("params", new JsonObject()));
                default -> refuse(asked, "Unsupported method");
            }
        } catch (DecodeException | ClassCastException e) {
            refuse(new JsonObject(), "Malformed request");
        }
    }

    void moved(Market market, Market.Move move, Mishaps.Fate fate) {
        var symbol = symbol(market);
        if (trades.contains(symbol)) {
            wire.send(message("trade", "update", new JsonArray().add(KrakenReports.traded(symbol, move)))
                    .encode());
        }
        var view = books.get(symbol);
        if (view != null) {
            wire.send(
                    message("book", "update", new JsonArray().add(view.update(move.at())))
                            .encode(),
                    fate);
        }
    }

    void execution(JsonObject data, Mishaps.Fate fate) {
        if (executions) {
            wire.send(
                    message("executions", "update", new JsonArray().add(data))
                            .put("sequence", ++sequence)
                            .encode(),
                    fate);
        }
    }

    private void subscribe(JsonObject asked, JsonObject params) {
        switch (params.getString("channel", "")) {
            case "book" -> each(asked, params, this::book);
            case "trade" ->
                each(asked, params, (market, wanted) -> {
                    trades.add(symbol(market));
                    accept(asked, new JsonObject().put("channel", "trade").put("symbol", symbol(market)));
                });
            case "executions" -> executions(asked, params);
            default -> refuse(asked, "Channel field missing");
        }
    }

    private void book(Market market, JsonObject asked) {
        int depth = asked.getJsonObject("params").getInteger("depth", 10);
        if (!DEPTHS.contains(depth)) {
            refuse(asked, "Book depth not supported");
            return;
        }
        if (books.containsKey(symbol(market))) {
            refuse(asked, "Already subscribed");
            return;
        }
        var view = new KrakenView(market, depth);
        books.put(symbol(market), view);
        accept(
                asked,
                new JsonObject().put("channel", "book").put("depth", depth).put("symbol", symbol(market)));
        wire.send(message("book", "snapshot", new JsonArray().add(view.snapshot()))
                .encode());
    }

    private void executions(JsonObject asked, JsonObject params) {
        if (!authenticated || !keys.opens(params.getString("token"))) {
            refuse(asked, "ESession:Invalid session");
            return;
        }
        executions = true;
        accept(asked, new JsonObject().put("channel", "executions"));
        var known = KrakenReports.snapshot(
                floor.account(), params.getBoolean("snap_orders", true), params.getBoolean("snap_trades", false));
        wire.send(message("executions", "snapshot", known)
                .put("sequence", ++sequence)
                .encode());
    }

    private void unsubscribe(JsonObject asked, JsonObject params) {
        var channel = params.getString("channel", "");
        executions &= !channel.equals("executions");
        for (var name : params.getJsonArray("symbol", new JsonArray())) {
            var gone = channel.equals("book")
                    ? books.remove(String.valueOf(name)) != null
                    : trades.remove(String.valueOf(name));
            if (!gone) {
                refuse(asked, "Subscription Not Found");
                return;
            }
        }
        accept(asked, new JsonObject().put("channel", channel));
    }

    private interface Act {
        void on(Market market, JsonObject asked);
    }

    private void each(JsonObject asked, JsonObject params, Act act) {
        var bySymbol = floor.markets().values().stream().collect(Collectors.toMap(KrakenReader::symbol, each -> each));
        for (var name : params.getJsonArray("symbol", new JsonArray())) {
            var market = bySymbol.get(String.valueOf(name));
            if (market == null) {
                refuse(asked, "Currency pair not supported " + name);
            } else {
                act.on(market, asked);
            }
        }
    }

    private void accept(JsonObject asked, JsonObject result) {
        wire.send(answer(asked, asked.getString("method"))
                .put("success", true)
                .put("result", result)
                .encode());
    }

    private void refuse(JsonObject asked, String why) {
        wire.send(answer(asked, asked.getString("method", ""))
                .put("success", false)
                .put("error", why)
                .encode());
    }

    private JsonObject answer(JsonObject asked, String method) {
        var now = Instant.ofEpochMilli(floor.now()).toString();
        var answer = new JsonObject().put("method", method).put("time_in", now).put("time_out", now);
        return asked.containsKey("req_id") ? answer.put("req_id", asked.getValue("req_id")) : answer;
    }

    private static JsonObject message(String channel, String type, JsonArray data) {
        return new JsonObject().put("channel", channel).put("type", type).put("data", data);
    }

    private static String symbol(Market market) {
        return market.pair().base() + "/" + market.pair().quote();
    }
}
