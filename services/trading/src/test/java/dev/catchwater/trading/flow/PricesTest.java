package dev.catchwater.trading.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.Event;
import dev.catchwater.trading.MarketEvent;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.PublicTrade;
import dev.catchwater.trading.market.Top;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricesTest {

    private static final Instrument BTC = new Instrument("BTC", "USD", 2, 4, new Filters(1, 1, 0, 0, 0), true);
    private static final long NOW = 1_000_000_000;

    private final List<Event> told = new ArrayList<>();
    private final Prices prices = new Prices(List.of(BTC), Duration.ofMinutes(1), told::add);

    @Test
    void pricesThatCannotBeAndTimesThatHaveNotComeAreLeftOut() {
        top(0, 1, NOW);
        top(-5, 10, NOW);
        top(10, 11, NOW * 1_000);
        trade(10, NOW * 1_000);
        trade(0, NOW);
        trade(-1, NOW);
        prices.tick(NOW + 600_000);
        assertThat(told).isEmpty();
        top(10, 11, NOW);
        trade(10, NOW);
        prices.tick(NOW + 600_000);
        assertThat(told)
                .hasAtLeastOneElementOfType(Event.TopMoved.class)
                .hasAtLeastOneElementOfType(Event.BarClosed.class);
    }

    private void top(long bid, long ask, long time) {
        prices.take(new MarketEvent.TopMoved("BTC/USD", new Top(bid, 1, ask, 1, time)), NOW);
    }

    private void trade(long price, long time) {
        prices.take(new MarketEvent.Traded(new PublicTrade("BTC/USD", "t", price, 1, time, false)), NOW);
    }
}
