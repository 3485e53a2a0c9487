package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.ledger.RoundTrip;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.order.paper.Costs;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.strategy.AverageCross;
import dev.catchwater.trading.strategy.DonchianBreakout;
import dev.catchwater.trading.strategy.RsiReversion;
import dev.catchwater.trading.strategy.Signal;
import dev.catchwater.trading.strategy.Sizing;
import dev.catchwater.trading.strategy.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BacktestTest {

    private static final long DAY = 86_400_000;

    private final List<Bar> bars = Bars.walk(5_000, new SplittableRandom(11));

    @Test
    void decisionOnABarIsFilledFromTheNextOnesOpen() {
        var path = Bars.closing(10_000, 10_000, 9_900, 9_800, 10_400, 10_400, 10_600, 9_000, 9_000);
        var result =
                backtest(() -> new AverageCross(1, 2, false, 1, 0), Costs.NONE).run(path);
        var decided = result.decisions().getFirst();
        assertThat(decided.time()).isEqualTo(path.get(4).end());
        assertThat(result.trips()).hasSize(1);
        assertThat(result.trips().getFirst().entered()).isEqualTo(path.get(5).start());
        assertThat(result.trips()
                        .getFirst()
                        .bought()
                        .divide(result.trips().getFirst().quantity()))
                .isEqualByComparingTo("104");
    }

    @Test
    void everyStrategyTradesAndComesOutTheSameTwice() {
        for (var strategy : strategies()) {
            var first = backtest(strategy, new Costs(10, 10, 2, true)).run(bars);
            var second = backtest(strategy, new Costs(10, 10, 2, true)).run(bars);
            assertThat(first.trips()).hasSizeGreaterThan(5);
            assertThat(first.hash()).isEqualTo(second.hash());
            assertThat(first.trips()).isEqualTo(second.trips());
        }
    }

    @Test
    void moneyAtTheEndIsMoneyAtTheBeginningPlusTheTripsProfits() {
        for (var strategy : strategies()) {
            var result = backtest(strategy, new Costs(10, 10, 5, false)).run(bars);
            var profit = result.trips().stream().map(RoundTrip::profit).reduce(BigDecimal.ZERO, BigDecimal::add);
            var last = result.decisions().getLast();
            if (!last.order().side().buying() && !last.order().type().stopped()) {
                assertThat(BigDecimal.valueOf(result.equity(), FixedPoint.MONEY))
                        .isCloseTo(
                                new BigDecimal(10_000).add(profit),
                                org.assertj.core.data.Offset.offset(new BigDecimal("0.000001")));
            }
            assertThat(result.fees()).isPositive();
        }
    }

    @Test
    void noStrategyOfOursLooksAhead() {
        for (var strategy : strategies()) {
            assertThat(LookAhead.check(_ -> backtest(strategy, Costs.NONE), bars.subList(0, 2_000), 9)
                            .clean())
                    .isTrue();
        }
    }

    @Test
    void strategyThatKnowsTomorrowIsCaught() {
        var verdict = LookAhead.check(told -> backtest(() -> new Peeking(told), Costs.NONE), bars.subList(0, 500), 9);
        assertThat(verdict.clean()).isFalse();
    }

    @Test
    void canceledRunEndsWhereItWas() {
        var result = backtest(() -> new DonchianBreakout(20, 10, 2), Costs.NONE)
                .run(Bars.walk(50_000, new SplittableRandom(1)), told -> told < 20_000);
        assertThat(result.bars()).isBetween(20_000L, 30_000L);
    }

    @Test
    void bitcoinsDecadeRunsThroughTheWholeEngine() {
        var backtest = new Backtest(
                () -> new DeskSettings(
                        Recorded.BTC_USD,
                        new DonchianBreakout(55, 20, 2),
                        new Sizing.RiskShare(100),
                        100,
                        DeskSettings.PATIENT),
                Limits.wide(),
                new Costs(10, 10, 5, false),
                new BigDecimal(100_000),
                DAY);
        var result = backtest.run(Recorded.bitcoin());
        assertThat(result.bars()).isGreaterThan(20_000);
        assertThat(result.trips()).hasSizeGreaterThan(100);
        assertThat(result.curve().size()).isGreaterThan(3_400);
        assertThat(result.equity()).isPositive();
    }

    private static List<Supplier<Strategy>> strategies() {
        return List.of(
                () -> new AverageCross(5, 20, false, 14, 2),
                () -> new AverageCross(5, 20, true, 14, 3),
                () -> new RsiReversion(14, 30, 60, 3),
                () -> new DonchianBreakout(20, 10, 2));
    }

    private static Backtest backtest(Supplier<Strategy> strategy, Costs costs) {
        return new Backtest(
                () -> new DeskSettings(
                        Recorded.BTC_USD, strategy.get(), new Sizing.Share(9_000), 100, DeskSettings.PATIENT),
                Limits.wide(),
                costs,
                new BigDecimal(10_000),
                DAY);
    }

    private static final class Peeking implements Strategy {
        private final List<Bar> all;
        private int next;

        Peeking(List<Bar> all) {
            this.all = all;
        }

        @Override
        public Signal onBar(Bar bar, boolean holding) {
            next++;
            boolean rises = next < all.size() && all.get(next).close() > bar.close();
            return holding ? (rises ? Signal.STAY : Signal.EXIT) : rises ? new Signal.Enter(0, 0) : Signal.STAY;
        }

        @Override
        public void hash(StateHash hash) {
            hash.add(next);
        }
    }
}
