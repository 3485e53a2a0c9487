package dev.catchwater.trading.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.trading.Recorded;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CostBasisTest {

    private static final Instrument BTC = new Instrument("BTC", "USD", 2, 8, Filters.NONE, true);

    @Test
    void everyPublishedCaseComesOutByFifoAndByAverage() {
        var cases = Recorded.json("analytics/pnl_vectors.json").get("cases");
        assertThat(cases).hasSize(4);
        cases.properties().forEach(each -> {
            compare(each.getKey(), each.getValue(), new CostBasis.Fifo(), "fifo");
            compare(each.getKey(), each.getValue(), new CostBasis.Average(), "average_cost");
        });
    }

    @Test
    void openLotsAreThePublishedOnes() {
        var published = Recorded.json("analytics/pnl_vectors.json").get("cases").get("quote_fee_10bp");
        var fifo = new CostBasis.Fifo();
        published.get("fills").forEach(fill -> book(fifo, fill));
        var lot = published.at("/fifo/open_lots_qty_unitcost/0");
        assertThat(fifo.lots()).hasSize(1);
        assertThat(fifo.lots().getFirst().quantity())
                .isEqualByComparingTo(lot.get(0).asText());
        assertThat(fifo.lots().getFirst().unitCost())
                .isEqualByComparingTo(lot.get(1).asText());
    }

    /** Realised and unrealised together are what went in and out plus what is left, whatever was traded. */
    @Test
    void profitIsQuoteFlowPlusWhatThePositionIsWorth() {
        for (int seed = 0; seed < 300; seed++) {
            var dice = new SplittableRandom(seed);
            var ledger = Ledger.of(Map.of("USD", new BigDecimal(1_000_000)));
            for (int i = 0; i < 60; i++) {
                ledger.book(BTC, fill(i, dice, ledger.balance("BTC")));
            }
            var mark = new BigDecimal("123.45");
            var flow = ledger.balance("USD").subtract(new BigDecimal(1_000_000));
            var expected = flow.add(ledger.balance("BTC").multiply(mark));
            for (var basis : new CostBasis[] {ledger.fifo("BTC/USD"), ledger.average("BTC/USD")}) {
                var unrealised = basis.position().multiply(mark).subtract(basis.cost());
                assertThat(basis.position()).as("seed %d", seed).isEqualByComparingTo(ledger.balance("BTC"));
                assertThat(basis.realised().add(unrealised).subtract(expected).abs())
                        .as("seed %d", seed)
                        .isLessThan(new BigDecimal("1e-20"));
            }
        }
    }

    @Test
    void thirdCurrencyFeeIsTakenFromItsBalanceAndBookedAtItsWorth() {
        var ledger = new Ledger(
                Map.of("USD", new BigDecimal(1_000), "BNB", BigDecimal.ONE),
                (asset, quote) -> Optional.of(new BigDecimal(600)));
        ledger.book(
                BTC,
                new Fill(
                        "t",
                        "a-1",
                        "BTC/USD",
                        Side.BUY,
                        10_000,
                        100_000_000,
                        new BigDecimal("0.001"),
                        "BNB",
                        0,
                        false));
        assertThat(ledger.balance("BNB")).isEqualByComparingTo("0.999");
        assertThat(ledger.balance("USD")).isEqualByComparingTo("900");
        assertThat(ledger.fees("USD")).isEqualByComparingTo("0.6");
        assertThat(ledger.fifo("BTC/USD").cost()).isEqualByComparingTo("100.6");
    }

    private static Fill fill(int number, SplittableRandom dice, BigDecimal held) {
        long most = BTC.quantity(held.setScale(8, java.math.RoundingMode.FLOOR));
        boolean selling = most > 1_000 && dice.nextBoolean();
        // A fee in what is sold uses up more of it: a tenth is left for that.
        long quantity = selling ? dice.nextLong(1, most * 9 / 10 + 1) : dice.nextLong(1, 500_000_000);
        boolean inBase = dice.nextBoolean();
        long price = dice.nextLong(5_000, 20_000);
        var value = inBase ? BTC.quantityOf(quantity) : BTC.quantityOf(quantity).multiply(BTC.priceOf(price));
        return new Fill(
                "t" + number,
                "a-1",
                "BTC/USD",
                selling ? Side.SELL : Side.BUY,
                price,
                quantity,
                value.multiply(new BigDecimal(dice.nextBoolean() ? "0.001" : "-0.0001")),
                inBase ? "BTC" : "USD",
                0,
                false);
    }

    private static void compare(String name, JsonNode published, CostBasis basis, String which) {
        var steps = published.get(which).get("after_each_fill");
        int i = 0;
        for (var fill : published.get("fills")) {
            book(basis, fill);
            var step = steps.get(i++);
            assertThat(basis.realised())
                    .as("%s %s %d", name, which, i)
                    .isEqualByComparingTo(step.get("realised").asText());
            assertThat(basis.position())
                    .as("%s %s %d", name, which, i)
                    .isEqualByComparingTo(step.get("position").asText());
        }
        var unit = published.get(which).get("avg_unit_cost");
        if (unit != null && !unit.isNull()) {
            assertThat(basis.cost().divide(basis.position(), MathContext.DECIMAL128))
                    .isEqualByComparingTo(unit.asText());
        }
    }

    private static void book(CostBasis basis, JsonNode fill) {
        var amount = fill.has("fee") ? new BigDecimal(fill.get("fee").asText()) : BigDecimal.ZERO;
        var fee = fill.has("feeCcy") ? Fee.base(amount) : Fee.quote(amount);
        var quantity = new BigDecimal(fill.get("qty").asText());
        var price = new BigDecimal(fill.get("price").asText());
        if (fill.get("side").asText().equals("BUY")) {
            basis.buy(quantity, price, fee);
        } else {
            basis.sell(quantity, price, fee);
        }
    }
}
