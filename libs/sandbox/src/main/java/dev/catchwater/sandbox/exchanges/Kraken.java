package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.judge.Upstream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An exchange that speaks Kraken's spot protocol: REST, and WebSockets of version 2. */
final class Kraken implements Venue {

    private static final String ROOT = "/exchanges/kraken";

    private final Floor floor;
    private final KrakenLimits limits;
    private final KrakenKeys keys;
    private final KrakenStreams streams;
    private final KrakenDesk desk;

    Kraken(Floor floor) {
        this.floor = floor;
        limits = new KrakenLimits(floor::now);
        keys = new KrakenKeys(
                Map.of(
                        Exchanges.KRAKEN_KEY, new KrakenKeys.Key(Exchanges.KRAKEN_SECRET, true),
                        Exchanges.KRAKEN_READER, new KrakenKeys.Key(Exchanges.KRAKEN_SECRET, false)),
                floor::now);
        streams = new KrakenStreams(floor, keys);
        desk = new KrakenDesk(floor, limits);
        floor.listen(streams::tell);
        floor.account().watch(streams);
    }

    @Override
    public String place() {
        return "kraken";
    }

    @Override
    public Upstream upstream() {
        return new Upstream(
                "exchanges/kraken",
                "A spot exchange that speaks Kraken's protocol",
                List.of(ROOT + "/0/public/Time", ROOT + "/0/public/AssetPairs"),
                floor.account().orders().size(),
                streams.size());
    }

    @Override
    public void obey(Command command) {
        boolean executions = command.text("stream", "book").equals("executions");
        if (floor.obey(command) || Floor.obey(command, executions ? streams.toldOrders() : streams.toldBooks())) {
            return;
        }
        switch (command.op()) {
            case "tier" -> limits.tier(tier(command.text("tier", "intermediate")));
            case "lockout" -> limits.lockOut(command.count("millis", 60_000, 3_600_000));
            default ->
                throw new Refusal(
                        404, "this exchange knows price, lose, twice, swap, part, skew, rights, tier, lockout");
        }
    }

    @Override
    public int drop() {
        return streams.drop();
    }

    @Override
    public void mount(Router router) {
        router.route(ROOT + "/*").handler(ctx -> {
            floor.begin(ctx.vertx());
            ctx.next();
        });
        var counter = new KrakenCounter(keys, limits);
        var open = ROOT + "/0/public/";
        router.route(open + "Time").handler(ctx -> counter.open(ctx, asked -> time()));
        router.route(open + "SystemStatus")
                .handler(ctx -> counter.open(
                        ctx,
                        asked -> new JsonObject()
                                .put("status", "online")
                                .put(
                                        "timestamp",
                                        Instant.ofEpochMilli(floor.now()).toString())));
        router.route(open + "AssetPairs").handler(ctx -> counter.open(ctx, desk::pairs));
        for (var entry : KrakenDesk.calls(desk, this::token, this::rights).entrySet()) {
            router.post(ROOT + "/0/private/" + entry.getKey())
                    .handler(ctx -> counter.signed(ctx, "/0/private/" + entry.getKey(), entry.getValue()));
        }
        router.get(ROOT + "/ws/v2").handler(ctx -> streams.open(ctx, false));
        router.get(ROOT + "/ws-auth/v2").handler(ctx -> streams.open(ctx, true));
    }

    private JsonObject time() {
        return new JsonObject().put("unixtime", floor.now() / 1_000).put("rfc1123", KrakenShapes.rfc1123(floor.now()));
    }

    private Object token() {
        return new JsonObject().put("token", keys.token()).put("expires", 900);
    }

    private Object rights() {
        var permissions = new JsonArray()
                .add("query-funds")
                .add("query-open-trades")
                .add("query-closed-trades")
                .add("modify-trades")
                .add("close-trades");
        if (floor.withdrawals()) {
            permissions.add("withdraw-funds");
        }
        return new JsonObject()
                .put("apiKeyName", "sandbox")
                .put("permissions", permissions)
                .put("ipAllowlist", new JsonArray());
    }

    private static KrakenLimits.Tier tier(String name) {
        try {
            return KrakenLimits.Tier.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, "tiers are starter, intermediate, pro", e);
        }
    }
}
