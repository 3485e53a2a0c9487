package dev.catchwater.trading;

import dev.catchwater.trading.market.PublicTrade;
import dev.catchwater.trading.market.Top;

/** What a market says. */
public sealed interface MarketEvent {

    String symbol();

    /** The best prices are others. */
    record TopMoved(String symbol, Top top) implements MarketEvent {}

    /** Somebody traded. */
    record Traded(PublicTrade trade) implements MarketEvent {
        @Override
        public String symbol() {
            return trade.symbol();
        }
    }

    /** The book is being put together anew: its prices count for nothing until the next {@link TopMoved}. */
    record Resyncing(String symbol, String why) implements MarketEvent {}
}
