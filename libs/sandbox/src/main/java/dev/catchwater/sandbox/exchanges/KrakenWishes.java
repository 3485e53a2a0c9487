package dev.catchwater.sandbox.exchanges;

import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** Reads orders as Kraken takes them, and says what is wrong with them in its words. */
final class KrakenWishes {

    private static final Map<String, String> TYPES = Map.of(
            "market", "MARKET", "limit", "LIMIT", "stop-loss", "STOP_LOSS", "stop-loss-limit", "STOP_LOSS_LIMIT");
    private static final String NAME = "[ -~]{1,18}|[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final long FARTHEST = 60_000;

    private KrakenWishes() {}

    static Ticket.Wish read(Floor floor, MultiMap asked) {
        var market = floor.markets().values().stream()
                .filter(each -> KrakenShapes.name(each.pair()).equals(asked.get("pair")))
                .findFirst()
                .orElseThrow(() -> new Wrong("EQuery:Unknown asset pair"));
        onTime(asked, floor.now());
        var type = TYPES.get(required(asked, "ordertype"));
        var side = required(asked, "type");
        if (type == null || !side.matches("buy|sell")) {
            throw new Wrong("EGeneral:Invalid arguments:ordertype");
        }
        boolean stopped = type.startsWith("STOP_LOSS");
        boolean priced = type.endsWith("LIMIT");
        var stop = stopped ? price(market.pair(), required(asked, "price")) : BigDecimal.ZERO;
        var limit = priced ? price(market.pair(), required(asked, stopped ? "price2" : "price")) : BigDecimal.ZERO;
        var volume = volume(market, required(asked, "volume"), priced ? limit : market.price());
        boolean post =
                type.equals("LIMIT") && String.valueOf(asked.get("oflags")).contains("post");
        return new Ticket.Wish(
                name(asked),
                market.pair(),
                side.equals("buy"),
                post ? "LIMIT_MAKER" : type,
                asked.contains("timeinforce") ? asked.get("timeinforce") : "GTC",
                volume,
                limit,
                stop);
    }

    private static BigDecimal volume(Market market, String text, BigDecimal estimate) {
        var volume = number(text);
        if (volume.compareTo(KrakenShapes.least(market.pair())) < 0) {
            throw new Wrong("EGeneral:Invalid arguments:volume minimum not met");
        }
        if (!market.pair().onStep(volume)) {
            throw new Wrong("EGeneral:Invalid arguments:volume");
        }
        if (volume.multiply(estimate).compareTo(market.pair().minNotional()) < 0) {
            throw new Wrong("EOrder:Cost minimum not met");
        }
        return volume;
    }

    private static BigDecimal price(Pair pair, String text) {
        var price = number(text);
        if (!pair.onTick(price)) {
            throw new Wrong("EOrder:Invalid price:" + pair.base() + "/" + pair.quote()
                    + " price can only be specified up to " + pair.tick().scale() + " decimals.");
        }
        return price;
    }

    private static void onTime(MultiMap asked, long now) {
        var deadline = asked.get("deadline");
        if (deadline == null) {
            return;
        }
        try {
            long until = Instant.parse(deadline).toEpochMilli();
            if (until < now) {
                throw new Wrong("EService:Deadline elapsed");
            }
            if (until > now + FARTHEST) {
                throw new Wrong("EGeneral:Invalid arguments:deadline");
            }
        } catch (DateTimeException e) {
            throw new Wrong("EGeneral:Invalid arguments:deadline");
        }
    }

    private static String name(MultiMap asked) {
        var name = asked.get("cl_ord_id");
        if (name != null && !name.matches(NAME)) {
            throw new Wrong("EGeneral:Invalid arguments:cl_ord_id");
        }
        return name == null ? "" : name;
    }

    private static String required(MultiMap asked, String name) {
        var value = asked.get(name);
        if (value == null || value.isEmpty()) {
            throw new Wrong("EGeneral:Invalid arguments:" + name);
        }
        return value;
    }

    private static BigDecimal number(String text) {
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            throw new Wrong("EGeneral:Invalid arguments");
        }
        return new BigDecimal(text);
    }
}
