package dev.catchwater.trading;

import dev.catchwater.trading.market.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Bars that nobody recorded. */
public final class Bars {

    private Bars() {}

    /** A walk of one-minute bars from 100.00 on, by chance. */
    public static List<Bar> walk(int count, RandomGenerator dice) {
        var bars = new ArrayList<Bar>(count);
        long price = 10_000;
        for (int i = 0; i < count; i++) {
            long open = price;
            long close = Math.max(500, open + dice.nextInt(-60, 61));
            long high = Math.max(open, close) + dice.nextInt(30);
            long low = Math.max(1, Math.min(open, close) - dice.nextInt(30));
            bars.add(new Bar(i * 60_000L, (i + 1) * 60_000L, open, high, low, close, dice.nextInt(1, 1_000)));
            price = close;
        }
        return bars;
    }

    /** Bars that close at these prices and go nowhere else. */
    public static List<Bar> closing(long... closes) {
        var bars = new ArrayList<Bar>();
        long open = closes[0];
        for (int i = 0; i < closes.length; i++) {
            long close = closes[i];
            bars.add(new Bar(
                    i * 60_000L, (i + 1) * 60_000L, open, Math.max(open, close), Math.min(open, close), close, 1));
            open = close;
        }
        return bars;
    }
}
