package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.order.paper.Costs;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.strategy.AverageCross;
import dev.catchwater.trading.strategy.DonchianBreakout;
import dev.catchwater.trading.strategy.Sizing;
import dev.catchwater.trading.strategy.Strategy;
import java.lang.System.Logger;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many bars a second go through the whole engine, orders, guards, ledger and equity curve included, on one core. */
@Tag("trial")
class BacktestSpeedTest {

    private static final Logger LOG = System.getLogger(BacktestSpeedTest.class.getName());
    private static final int BARS = 1_000_000;

    @Test
    void halfAMillionBarsASecondGoThroughTheWholeEngine() {
        var bars = Bars.walk(BARS, new SplittableRandom(5));
        assertThat(best("average cross", () -> new AverageCross(10, 50, true, 14, 3), bars))
                .isGreaterThan(500_000);
        assertThat(best("Donchian breakout", () -> new DonchianBreakout(55, 20, 2), bars))
                .isGreaterThan(500_000);
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
