package dev.catchwater.trading.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarketTest {

    @Test
    void numberOfABillionDigitsIsRefusedBeforeItIsWrittenOut() {
        for (var text : List.of("1E+300000000", "1E-300000000", "-7E+2000000")) {
            assertThatThrownBy(() -> FixedPoint.floor(new BigDecimal(text), 8)).hasMessageContaining("places");
            assertThatThrownBy(() -> FixedPoint.exact(new BigDecimal(text), 8)).hasMessageContaining("places");
        }
    }

    private static final Instrument BTC =
            new Instrument("BTC", "USDT", 2, 8, new Filters(5, 1_000, 10_000, 0, 500_000_000), true);

    @Test
    void productsAreExactWhereALongIsTooShort() {
        var dice = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            long a = dice.nextLong(1L << dice.nextInt(1, 50));
            long b = dice.nextLong(1L << dice.nextInt(1, 50));
            var exact =
                    BigDecimal.valueOf(a, 2).multiply(BigDecimal.valueOf(b, 8)).setScale(8, RoundingMode.FLOOR);
            if (exact.unscaledValue().bitLength() < 63) {
                assertThat(BTC.notional(a, b)).isEqualTo(exact.unscaledValue().longValueExact());
            }
        }
        assertThatThrownBy(() -> BTC.notional(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void whatCanBePaidForIsNeverTooMuchAndOneStepMoreWouldBe() {
        var dice = new SplittableRandom(2);
        for (int i = 0; i < 5_000; i++) {
            long money = dice.nextLong(1, 1_000_000_000_000_000L);
            long price = dice.nextLong(1, 10_000_000);
            long quantity = BTC.affordable(money, price);
            long before = BTC.filters().step();
            if (quantity > before) {
                assertThat(BTC.notional(price, quantity - before)).isLessThanOrEqualTo(money);
                var cost = BTC.priceOf(price).multiply(BTC.quantityOf(quantity));
                assertThat(cost).isLessThanOrEqualTo(BigDecimal.valueOf(money, 8));
            }
        }
    }

    @Test
    void quantitiesAndPricesAreRoundedToTheFiltersNeverUpwards() {
        assertThat(BTC.roundQuantity(12_999)).isEqualTo(12_000);
        assertThat(BTC.roundPrice(10_004, true)).isEqualTo(10_000);
        assertThat(BTC.roundPrice(10_001, false))
                .as("a seller never asks for less")
                .isEqualTo(10_005);
    }

    @Test
    void filtersSayWhyAnOrderIsRefused() {
        assertThat(BTC.refusal(6_000_000, 100_000, true)).isEmpty();
        assertThat(BTC.refusal(6_000_001, 100_000, true))
                .hasValueSatisfying(why -> assertThat(why).contains("tick"));
        assertThat(BTC.refusal(6_000_000, 100_001, true))
                .hasValueSatisfying(why -> assertThat(why).contains("step"));
        assertThat(BTC.refusal(6_000_000, 9_000, true))
                .hasValueSatisfying(why -> assertThat(why).contains("least"));
        assertThat(BTC.refusal(100, 100_000, true))
                .hasValueSatisfying(why -> assertThat(why).contains("small"));
    }

    @Test
    void barIsClosedByTheNextIntervalsTradeOrByTheClock() {
        var builder = new BarBuilder(60_000);
        assertThat(builder.add(1_000, 100, 5)).isEmpty();
        assertThat(builder.add(2_000, 130, 5)).isEmpty();
        assertThat(builder.add(59_999, 90, 5)).isEmpty();
        assertThat(builder.add(60_000, 95, 1)).containsExactly(new Bar(0, 60_000, 100, 130, 90, 90, 15));
        assertThat(builder.clock(119_999)).isEmpty();
        assertThat(builder.clock(120_000)).containsExactly(new Bar(60_000, 120_000, 95, 95, 95, 95, 1));
        assertThat(builder.clock(180_000)).as("nothing was traded").isEmpty();
        assertThat(builder.add(100_000, 99, 1)).as("its bar was told").isEmpty();
        assertThat(builder.late()).isEqualTo(1);
        assertThat(builder.add(240_001, 99, 2)).isEmpty();
        assertThat(builder.clock(300_000)).containsExactly(new Bar(240_000, 300_000, 99, 99, 99, 99, 2));
    }

    @Test
    void bookKeepsItsDepthAndKnowsWhenItIsCrossed() {
        var book = new OrderBook(2);
        book.set(true, 100, 5);
        book.set(true, 99, 5);
        book.set(true, 98, 5);
        book.set(false, 101, 7);
        book.truncate();
        assertThat(book.best(true, 9)).hasSize(2);
        assertThat(book.top(1).orElseThrow()).isEqualTo(new Top(100, 5, 101, 7, 1));
        book.set(true, 100, 0);
        book.set(true, 55, 0);
        assertThat(book.top(1).orElseThrow().bid()).isEqualTo(99);
        book.set(true, 102, 1);
        assertThat(book.top(1).orElseThrow().crossed()).isTrue();
    }
}
