package dev.catchwater.trading.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.trading.Event;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings change while an order is on its way, while something is held, and while somebody else still trades. */
class SuccessionTest {

    private static final Instrument BTC = instrument("BTC");
    private static final Instrument ETH = instrument("ETH");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MemoryJournal journal = new MemoryJournal();
    private final QuietVenue venue = new QuietVenue(ETH);

    @BeforeEach
    void epoch() {
        journal.begin(genesis()).await().indefinitely();
    }

    @Test
    void orderThatArrivesAfterTheOthersWereCanceledIsCanceledToo() {
        venue.rest("c1-1", "BTC/USDT");
        venue.rest("stranger", "BTC/USDT");
        venue.late = "c1-2";
        kept(List.of(buy("c1-1", BTC), buy("c1-2", BTC)), List.of());
        end(0);
        assertThat(venue.canceled).containsExactly("c1-1", "c1-2");
        assertThat(venue.resting).containsOnlyKeys("stranger");
    }

    @Test
    void ordersOfAnInstrumentThatIsTradedNoMoreAreCanceled() {
        venue.rest("c1-1", "ETH/USDT");
        kept(List.of(buy("c1-1", ETH)), List.of());
        end(0);
        assertThat(venue.canceled).containsExactly("c1-1");
    }

    @Test
    void positionIsNotForgottenAndItsStopNotCanceledUnlessTheOperatorSaysSo() {
        venue.rest("c1-2", "BTC/USDT");
        venue.balances.put("BTC", new BigDecimal("1.5"));
        kept(List.of(buy("c1-1", BTC)), List.of(fill("c1-1", Side.BUY, 5_000)));
        assertThatThrownBy(() -> end(0))
                .hasMessageContaining("BTC=0.5")
                .hasMessageContaining("catchwater.trading.abandoned=1");
        assertThat(venue.canceled).as("what protects it stays").isEmpty();
        assertThatThrownBy(() -> end(7)).as("another epoch was meant").hasMessageContaining("BTC=0.5");
        end(1);
        assertThat(venue.canceled).containsExactly("c1-2");
    }

    @Test
    void fillThatNobodyHeardOfIsAPositionToo() {
        kept(List.of(buy("c1-1", BTC)), List.of());
        venue.balances.put("BTC", new BigDecimal("1.2"));
        assertThatThrownBy(() -> end(0)).hasMessageContaining("BTC=0.2");
    }

    @Test
    void whatWasSoldAndWhatCannotBeSoldIsNoPosition() {
        kept(List.of(buy("c1-1", BTC)), List.of(fill("c1-1", Side.BUY, 5_001), fill("c1-2", Side.SELL, 5_000)));
        venue.balances.put("BTC", new BigDecimal("1.0001"));
        assertThatCode(() -> end(0)).doesNotThrowAnyException();
    }

    @Test
    void whoStillWritesUnderTheOldSettingsIsFencedOff() {
        end(0);
        assertThatThrownBy(() ->
                        journal.append(batch(List.of(), List.of())).await().indefinitely())
                .isInstanceOf(Journal.Fenced.class);
    }

    private void end(long abandoned) {
        new Succession(venue, journal, Duration.ofMillis(100), abandoned)
                .end(genesis(), List.of(BTC))
                .await()
                .atMost(PATIENCE);
    }

    private void kept(List<OrderRequest> orders, List<Fill> fills) {
        var batch = batch(orders, fills);
        // It fails now and then.
        for (int i = 0; i < 50; i++) {
            if (journal.append(batch)
                    .map(done -> true)
                    .onFailure()
                    .recoverWithItem(false)
                    .await()
                    .indefinitely()) {
                return;
            }
        }
        throw new AssertionError("never kept");
    }

    private static Journal.Batch batch(List<OrderRequest> orders, List<Fill> fills) {
        return new Journal.Batch(1, List.of(new Journal.Kept(1, new Event.Ticked(1), 0)), orders, fills, false);
    }

    private static Genesis genesis() {
        return new Genesis(1, "c1", "old", Map.of("BTC", BigDecimal.ONE, "USDT", BigDecimal.TEN), false);
    }

    private static Instrument instrument(String base) {
        return new Instrument(base, "USDT", 2, 4, new Filters(1, 1, 10, 0, 0), true);
    }

    private static OrderRequest buy(String id, Instrument instrument) {
        return OrderRequest.limit(id, instrument.symbol(), Side.BUY, 5_000, 100_00);
    }

    private static Fill fill(String id, Side side, long quantity) {
        return new Fill("t-" + id, id, "BTC/USDT", side, 100_00, quantity, BigDecimal.ZERO, "USDT", 1, false);
    }
}
