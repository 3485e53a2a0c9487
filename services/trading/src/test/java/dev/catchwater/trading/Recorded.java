package dev.catchwater.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Published vectors and recorded series; a test that asks for them is skipped where there are none. */
public final class Recorded {

    /** What the recorded bitcoin series is told in. */
    public static final Instrument BTC_USD = new Instrument("BTC", "USD", 2, 8, new Filters(1, 1, 0, 0, 0), true);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    public static JsonNode json(String path) {
        var folder = System.getenv("CATCHWATER_VECTORS");
        Assumptions.assumeTrue(folder != null, "CATCHWATER_VECTORS names no folder of published vectors");
        var file = Path.of(folder, "trading").resolve(path);
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = path.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bitcoin in dollars, four hours a bar, 2016 to 2025. */
    public static List<Bar> bitcoin() {
        var bars = new ArrayList<Bar>();
        for (var candle :
                json("series/Coinbase-BTC-USD-PT4H-20160518_20251028.json.gz").get("candles")) {
            long start = candle.get("start").asLong() * 1_000;
            bars.add(new Bar(
                    start,
                    start + 14_400_000,
                    price(candle, "open"),
                    price(candle, "high"),
                    price(candle, "low"),
                    price(candle, "close"),
                    BTC_USD.quantity(new BigDecimal(candle.get("volume").asText()))));
        }
        bars.sort(java.util.Comparator.comparingLong(Bar::start));
        return bars;
    }

    private static long price(JsonNode candle, String field) {
        return BTC_USD.price(new BigDecimal(candle.get(field).asText()));
    }
}
