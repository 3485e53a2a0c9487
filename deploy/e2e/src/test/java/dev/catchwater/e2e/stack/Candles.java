package dev.catchwater.e2e.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** Candles for backtests, as an exchange answers them: a walk that is the same each time. */
final class Candles {

    private static final int HOURS = 40_000;
    private static final long BEGIN = 1_600_000_000;

    private Candles() {}

    /** A folder below this one with one series in it. */
    static Path write(Path below) throws IOException {
        Path folder = Files.createDirectories(below.resolve("series"));
        var dice = new SplittableRandom(11);
        var text = new StringBuilder("{\"candles\":[");
        double price = 20_000;
        for (int i = 0; i < HOURS; i++) {
            double close = price * (1 + dice.nextDouble(-0.01, 0.01005));
            text.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"start\":\"%d\",\"open\":\"%.2f\",\"high\":\"%.2f\",\"low\":\"%.2f\",\"close\":\"%.2f\","
                                    + "\"volume\":\"%.3f\"}",
                            BEGIN + i * 3_600L,
                            price,
                            Math.max(price, close) * 1.002,
                            Math.min(price, close) * 0.998,
                            close,
                            dice.nextDouble(1, 50)));
            price = close;
        }
        Files.writeString(folder.resolve("walk-BTC-USDT-PT1H.json"), text.append("]}"));
        return folder;
    }
}
