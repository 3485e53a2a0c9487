package dev.catchwater.trading;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A folder with a series of candles that nobody recorded, as Coinbase answers them. */
public class SeriesResource implements QuarkusTestResourceLifecycleManager {

    public static final String NAME = "Nobody-BTC-USD-PT1M-walk.json";
    public static final int BARS = 20_000;

    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("wt-trading-series");
            var candles = Bars.walk(BARS, new SplittableRandom(9)).stream()
                    .map(bar ->
                            "{\"start\":\"%d\",\"low\":\"%s\",\"high\":\"%s\",\"open\":\"%s\",\"close\":\"%s\",\"volume\":\"%d\"}"
                                    .formatted(
                                            bar.start() / 1_000,
                                            price(bar.low()),
                                            price(bar.high()),
                                            price(bar.open()),
                                            price(bar.close()),
                                            bar.volume()))
                    .collect(Collectors.joining(","));
            Files.writeString(folder.resolve(NAME), "{\"candles\":[" + candles + "]}");
            return Map.of("catchwater.trading.series", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String price(long price) {
        return BigDecimal.valueOf(price, 2).toPlainString();
    }
}
