package dev.catchwater.trading;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.Top;
import dev.catchwater.trading.order.OrderReport;
import org.jspecify.annotations.Nullable;

/**
 * All that can happen to an engine. Times are milliseconds since the epoch and part of the event: the engine has no clock,
 * and the same events give the same state.
 */
public sealed interface Event {

    long time();

    /** A candle is over. */
    record BarClosed(String symbol, Bar bar) implements Event {
        @Override
        public long time() {
            return bar.end();
        }
    }

    /** The best prices are others. */
    record TopMoved(String symbol, Top top) implements Event {
        @Override
        public long time() {
            return top.time();
        }
    }

    /** The book cannot be trusted, or can again. */
    record FeedChanged(String symbol, boolean resyncing, long time) implements Event {}

    /** The exchange's clock less ours, in milliseconds. */
    record SkewMeasured(long skew, long time) implements Event {}

    /** Word of an order. */
    record Reported(OrderReport report) implements Event {
        @Override
        public long time() {
            return report.time();
        }
    }

    /**
     * A person, or the service itself, wants something.
     *
     * @param key the caller's name of this wish: asked again under it, it is not done again; null if it has none
     */
    record Commanded(Command command, long time, @Nullable String key) implements Event {

        public Commanded(Command command, long time) {
            this(command, time, null);
        }
    }

    /** Time went by. */
    record Ticked(long time) implements Event {}
}
