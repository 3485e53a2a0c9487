package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.order.paper.Costs;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.strategy.AverageCross;
import dev.catchwater.trading.strategy.DonchianBreakout;
import dev.catchwater.trading.strategy.Sizing;
import dev.catchwater.trading.strategy.Strategy;
import java.io.IOException;
import java.lang.System.Logger;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many bars a second go through the whole engine, orders, guards, ledger and equity curve included, on one core. */
@Tag("trial")
class BacktestSpeedTest {

    private static final Logger LOG = System.getLogger(BacktestSpeedTest.class.getName());
    private static final int BARS = 1_000_000;
    private static final int LEAST = 500_000;

    @Test
    void halfAMillionBarsASecondGoThroughTheWholeEngine() throws IOException {
        var bars = Bars.walk(BARS, new SplittableRandom(5));
        var speeds = new LinkedHashMap<String, Double>();
        speeds.put("average cross", best("average cross", () -> new AverageCross(10, 50, true, 14, 3), bars));
        speeds.put("Donchian breakout", best("Donchian breakout", () -> new DonchianBreakout(55, 20, 2), bars));
        // For `make bench`, green or red.
        Files.write(
                Path.of("target", "backtest-speed"),
                speeds.entrySet().stream()
                        .map(each ->
                                String.format(Locale.ROOT, "%s|%,.0f|≥ %,d", each.getKey(), each.getValue(), LEAST))
                        .toList());
        assertThat(speeds.values()).allMatch(speed -> speed >= LEAST);
    }

    private static double best(String name, Supplier<Strategy> strategy, List<Bar> bars) {
        double best = 0;
        for (int round = 0; round < 5; round++) {
            var backtest = new Backtest(
                    () -> new DeskSettings(
                            Recorded.BTC_USD, strategy.get(), new Sizing.Share(5_000), 100, DeskSettings.PATIENT),
                    Limits.wide(),
                    new Costs(10, 10, 2, false),
                    new BigDecimal(1_000_000),
                    3_600_000);
            long begin = System.nanoTime();
            var result = backtest.run(bars);
            double seconds = (System.nanoTime() - begin) / 1e9;
            best = Math.max(best, bars.size() / seconds);
            LOG.log(
                    Logger.Level.INFO,
                    "{0}: {1} bars/s, {2} round trips",
                    name,
                    (long) (bars.size() / seconds),
                    result.trips().size());
        }
        return best;
    }
}
