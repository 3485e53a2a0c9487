package dev.catchwater.trading.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatesTest {

    private static final long USD = 100_000_000;
    private static final Instrument BTC = new Instrument("BTC", "USD", 2, 4, new Filters(1, 10, 10, 0, USD), true);
    private static final Limits LIMITS =
            new Limits(500, 1_000 * USD, 2_000 * USD, 3_000 * USD, 2, 200, 1_000, 3, 1_000, 5_000, 800);

    /** 100.00 a coin, one coin is 10,000. */
    private static final OrderRequest ONE = OrderRequest.market("a-1", "BTC/USD", Side.BUY, 10_000, false);

    private static final OrderRequest SELL = OrderRequest.market("a-2", "BTC/USD", Side.SELL, 10_000, true);

    @Test
    void goodOrderPassesAllGates() {
        assertThat(new Gates(LIMITS).check(ONE, view().view())).isEmpty();
    }

    @Test
    void eachGateClosesForItsReasonAlone() {
        assertThat(gate(ONE, view().allowed(false))).isEqualTo(Gate.OPT_IN);
        assertThat(gate(ONE, view().state(TradingState.HALTED))).isEqualTo(Gate.KILL_SWITCH);
        assertThat(gate(ONE, view().state(TradingState.REDUCING))).isEqualTo(Gate.TRADING_STATE);
        assertThat(gate(OrderRequest.market("a", "BTC/USD", Side.BUY, 10_003, false), view()))
                .isEqualTo(Gate.INSTRUMENT);
        assertThat(gate(OrderRequest.market("a", "BTC/USD", Side.BUY, 10, false), view()))
                .isEqualTo(Gate.INSTRUMENT);
        assertThat(gate(OrderRequest.limit("a", "BTC/USD", Side.BUY, 10_000, 10_501), view()))
                .isEqualTo(Gate.PRICE_COLLAR);
        assertThat(gate(OrderRequest.limit("a", "BTC/USD", Side.SELL, 10_000, 9_499), view()))
                .isEqualTo(Gate.PRICE_COLLAR);
        assertThat(gate(OrderRequest.market("a", "BTC/USD", Side.BUY, 110_000, false), view()))
                .isEqualTo(Gate.ORDER_NOTIONAL);
        assertThat(gate(ONE, view().position(195_000))).isEqualTo(Gate.POSITION);
        assertThat(gate(ONE, view().openOrders(2))).isEqualTo(Gate.OPEN_ORDERS);
        assertThat(gate(ONE, view().exposure(2_950 * USD))).isEqualTo(Gate.EXPOSURE);
        assertThat(gate(ONE, view().dailyLoss(true))).isEqualTo(Gate.DAILY_LOSS);
        assertThat(gate(ONE, view().drawdown(true))).isEqualTo(Gate.DRAWDOWN);
        assertThat(gate(ONE, view().markTime(4_999))).isEqualTo(Gate.STALE_DATA);
        assertThat(gate(ONE, view().crossed(true))).isEqualTo(Gate.STALE_DATA);
        assertThat(gate(ONE, view().resyncing(true))).isEqualTo(Gate.STALE_DATA);
        assertThat(gate(ONE, view().skew(-801L))).isEqualTo(Gate.CLOCK_SKEW);
    }

    @Test
    void farLimitOnTheHarmlessSideIsNoFatFinger() {
        assertThat(new Gates(LIMITS).check(OrderRequest.limit("a", "BTC/USD", Side.BUY, 10_000, 5_000), view().view()))
                .isEmpty();
    }

    @Test
    void whatMakesAPositionSmallerPassesWhatHoldsEntries() {
        var gates = new Gates(LIMITS);
        for (var view : List.of(
                view().state(TradingState.HALTED),
                view().state(TradingState.REDUCING),
                view().dailyLoss(true),
                view().drawdown(true),
                view().openOrders(9),
                view().resyncing(true),
                view().skew(9_000L))) {
            assertThat(gates.check(SELL, view.position(10_000).view())).isEmpty();
        }
    }

    @Test
    void ordersAreCountedInASlidingWindow() {
        var gates = new Gates(LIMITS);
        for (int i = 0; i < 3; i++) {
            assertThat(gates.check(ONE, view().now(10_000 + i * 300).view())).isEmpty();
        }
        assertThat(gates.check(ONE, view().now(10_999).view()).orElseThrow().gate())
                .isEqualTo(Gate.ORDER_RATE);
        assertThat(gates.check(ONE, view().now(11_000).view())).isEmpty();
        assertThat(gates.check(ONE, view().now(11_299).view())).isPresent();
        assertThat(gates.check(ONE, view().now(11_300).view())).isEmpty();
    }

    @Test
    void lossOfTheDayEndsWithTheDayAndDrawdownDoesNot() {
        var watch = new EquityWatch(LIMITS);
        long day = 86_400_000;
        watch.onEquity(day, 1_000);
        watch.onEquity(day + 1, 981);
        assertThat(watch.dailyLossReached()).isFalse();
        watch.onEquity(day + 2, 980);
        assertThat(watch.dailyLossReached())
                .as("two percent, with what is not realised")
                .isTrue();
        watch.onEquity(2 * day, 980);
        assertThat(watch.dailyLossReached()).isFalse();
        assertThat(watch.drawdownReached()).isFalse();
        watch.onEquity(2 * day + 1, 900);
        assertThat(watch.drawdownReached()).isTrue();
        watch.onEquity(3 * day, 2_000);
        assertThat(watch.drawdownReached()).as("a person lifts it").isTrue();
        watch.resume();
        assertThat(watch.drawdownReached()).isFalse();
    }

    private static Gate gate(OrderRequest order, Views view) {
        return new Gates(LIMITS).check(order, view.view()).orElseThrow().gate();
    }

    private static Views view() {
        return new Views();
    }

    /** A view in which everything is well, but for what is said. */
    private static final class Views {
        private boolean allowed = true;
        private TradingState state = TradingState.ACTIVE;
        private boolean dailyLoss;
        private boolean drawdown;
        private long markTime = 10_000;
        private boolean crossed;
        private boolean resyncing;
        private long position;
        private long exposure;
        private int openOrders;
        private Long skew = 0L;
        private long now = 10_000;

        RiskView view() {
            return new RiskView(
                    now,
                    allowed,
                    state,
                    dailyLoss,
                    drawdown,
                    BTC,
                    10_000,
                    markTime,
                    crossed,
                    resyncing,
                    position,
                    exposure,
                    openOrders,
                    skew);
        }

        Views allowed(boolean value) {
            allowed = value;
            return this;
        }

        Views state(TradingState value) {
            state = value;
            return this;
        }

        Views dailyLoss(boolean value) {
            dailyLoss = value;
            return this;
        }

        Views drawdown(boolean value) {
            drawdown = value;
            return this;
        }

        Views markTime(long value) {
            markTime = value;
            return this;
        }

        Views crossed(boolean value) {
            crossed = value;
            return this;
        }

        Views resyncing(boolean value) {
            resyncing = value;
            return this;
        }

        Views position(long value) {
            position = value;
            return this;
        }

        Views exposure(long value) {
            exposure = value;
            return this;
        }

        Views openOrders(int value) {
            openOrders = value;
            return this;
        }

        Views skew(Long value) {
            skew = value;
            return this;
        }

        Views now(long value) {
            now = value;
            return this;
        }
    }
}
