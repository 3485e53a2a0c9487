package dev.catchwater.trading.source.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.trading.Series;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Candles as exchanges answer them, kept as {@code <exchange>-<base>-<quote>-<period>…json[.gz]}. */
public final class SeriesFolder implements Series.Shelf {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_FILES = 1_000;

    private final Path folder;

    public SeriesFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") || name.endsWith(".json.gz"))
                    .filter(name -> name.split("-", -1).length >= 4)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public Series load(String name) {
        // Only what the folder lists: a name with a path in it is none.
        if (!names().contains(name)) {
            throw new IllegalArgumentException("there is no series " + name);
        }
        try (InputStream raw = Files.newInputStream(folder.resolve(name));
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return read(name, JSON.readTree(in.readNBytes((int) MOST_BYTES)));
        } catch (IOException e) {
            throw new IllegalArgumentException("the series " + name + " cannot be read", e);
        }
    }

    private static Series read(String name, JsonNode json) {
        var parts = name.split("-", -1);
        var instrument = new Instrument(parts[1], parts[2], 2, 8, new Filters(1, 1, 0, 0, 0), true);
        var bars = new ArrayList<Bar>();
        if (json.has("candles")) {
            json.get("candles").forEach(candle -> bars.add(coinbase(instrument, candle)));
        } else {
            json.path("ohlc").forEach(candle -> bars.add(ta4j(instrument, candle)));
        }
        bars.sort(Comparator.comparingLong(Bar::start));
        return new Series(name, instrument, closedByTheNext(bars));
    }

    private static Bar coinbase(Instrument instrument, JsonNode candle) {
        long start = candle.path("start").asLong() * 1_000;
        return bar(instrument, start, start + 1, candle, "", "volume");
    }

    private static Bar ta4j(Instrument instrument, JsonNode candle) {
        long end = candle.path("endTime").asLong() + 1;
        return bar(instrument, end - 1, end, candle, "Price", "volume");
    }

    private static Bar bar(Instrument instrument, long start, long end, JsonNode candle, String suffix, String volume) {
        return new Bar(
                start,
                end,
                price(instrument, candle, "open" + suffix),
                price(instrument, candle, "high" + suffix),
                price(instrument, candle, "low" + suffix),
                price(instrument, candle, "close" + suffix),
                number(candle, volume, instrument.quantityScale()));
    }

    // The files do not say how long a candle lasts: as long as most are apart.
    private static List<Bar> closedByTheNext(List<Bar> bars) {
        if (bars.size() < 2) {
            return bars;
        }
        long length = Long.MAX_VALUE;
        for (int i = 1; i < bars.size(); i++) {
            long apart = bars.get(i).start() - bars.get(i - 1).start();
            length = apart > 0 ? Math.min(length, apart) : length;
        }
        boolean byEnd = bars.getFirst().end() - bars.getFirst().start() == 1
                && bars.getFirst().end() % 1_000 == 0;
        long late = byEnd ? length - 1 : 0;
        long lasts = length;
        return bars.stream()
                .map(bar -> new Bar(
                        bar.start() - late,
                        bar.start() - late + lasts,
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume()))
                .toList();
    }

    private static long price(Instrument instrument, JsonNode candle, String field) {
        return number(candle, field, instrument.priceScale());
    }

    private static long number(JsonNode candle, String field, int scale) {
        return new BigDecimal(candle.path(field).asText("0"))
                .setScale(scale, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }
}
