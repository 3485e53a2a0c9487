package dev.catchwater.sandbox.exchanges;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What a reader with a book of some depth has seen. What better prices push out of that depth is not taken back: the
 * reader must cut its book itself, or its checksum is soon another one.
 */
final class KrakenView {

    private static final int CHECKED = 10;

    private final Market market;
    private final int depth;
    private Map<BigDecimal, BigDecimal> bids = Map.of();
    private Map<BigDecimal, BigDecimal> asks = Map.of();

    KrakenView(Market market, int depth) {
        this.market = market;
        this.depth = depth;
    }

    JsonObject snapshot() {
        bids = top(true);
        asks = top(false);
        return data(levels(bids), levels(asks));
    }

    JsonObject update(Instant at) {
        var bidsBefore = bids;
        var asksBefore = asks;
        bids = top(true);
        asks = top(false);
        return data(changes(true, bidsBefore, bids), changes(false, asksBefore, asks))
                .put("timestamp", at.toString());
    }

    private JsonObject data(JsonArray changedBids, JsonArray changedAsks) {
        return new JsonObject()
                .put("symbol", market.pair().base() + "/" + market.pair().quote())
                .put("bids", changedBids)
                .put("asks", changedAsks)
                .put("checksum", checksum());
    }

    private JsonArray changes(boolean bid, Map<BigDecimal, BigDecimal> before, Map<BigDecimal, BigDecimal> now) {
        var changes = new JsonArray();
        for (var price : before.keySet()) {
            if (!market.side(bid).containsKey(price)) {
                changes.add(level(price, BigDecimal.ZERO));
            }
        }
        now.forEach((price, quantity) -> {
            var old = before.get(price);
            if (old == null || old.compareTo(quantity) != 0) {
                changes.add(level(price, quantity));
            }
        });
        return changes;
    }

    private Map<BigDecimal, BigDecimal> top(boolean bid) {
        var top = new LinkedHashMap<BigDecimal, BigDecimal>();
        market.side(bid).entrySet().stream().limit(depth).forEach(level -> top.put(level.getKey(), level.getValue()));
        return top;
    }

    private long checksum() {
        var digits = new StringBuilder();
        for (var side : List.of(asks, bids)) {
            side.entrySet().stream()
                    .limit(CHECKED)
                    .forEach(level -> digits.append(
                                    digits(level.getKey(), market.pair().tick().scale()))
                            .append(digits(
                                    level.getValue(), market.pair().step().scale())));
        }
        var crc = new CRC32();
        crc.update(digits.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private static String digits(BigDecimal number, int decimals) {
        return number.setScale(decimals).toPlainString().replace(".", "").replaceFirst("^0+", "");
    }

    private static JsonArray levels(Map<BigDecimal, BigDecimal> side) {
        var levels = new JsonArray();
        side.forEach((price, quantity) -> levels.add(level(price, quantity)));
        return levels;
    }

    private static JsonObject level(BigDecimal price, BigDecimal quantity) {
        return new JsonObject().put("price", price).put("qty", quantity);
    }
}
