package dev.catchwater.trading.flow;

import dev.catchwater.trading.Event;
import dev.catchwater.trading.MarketEvent;
import dev.catchwater.trading.market.BarBuilder;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.Top;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What markets say, as the engine is told of it: bars of trades, and the best prices no oftener than once a tick, since
 * each of them is kept for good. Confined to its loop.
 */
final class Prices {

    private static final class Feed {
        final BarBuilder bars;

        @Nullable
        Top latest;

        @Nullable
        Top told;

        boolean resyncing = true;

        Feed(Duration bar) {
            bars = new BarBuilder(bar.toMillis());
        }
    }

    private static final long AHEAD = 60_000;

    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    private final Consumer<Event> events;

    Prices(List<Instrument> instruments, Duration bar, Consumer<Event> events) {
        instruments.forEach(instrument -> feeds.put(instrument.symbol(), new Feed(bar)));
        this.events = events;
    }

    void take(MarketEvent event, long now) {
        var feed = feeds.get(event.symbol());
        if (feed == null || !believable(event, now)) {
            return;
        }
        switch (event) {
            case MarketEvent.Traded traded -> {
                var trade = traded.trade();
                feed.bars
                        .add(trade.time(), trade.price(), trade.quantity())
                        .forEach(bar -> events.accept(new Event.BarClosed(event.symbol(), bar)));
            }
            case MarketEvent.TopMoved moved -> {
                feed.latest = moved.top();
                if (feed.resyncing) {
                    feed.resyncing = false;
                    events.accept(new Event.FeedChanged(event.symbol(), false, now));
                    tell(event.symbol(), feed);
                }
            }
            case MarketEvent.Resyncing _ -> {
                if (!feed.resyncing) {
                    feed.resyncing = true;
                    events.accept(new Event.FeedChanged(event.symbol(), true, now));
                }
            }
        }
    }

    /** Time goes by: what has changed since the last time is told. */
    void tick(long now) {
        feeds.forEach((symbol, feed) -> {
            feed.bars.clock(now).forEach(bar -> events.accept(new Event.BarClosed(symbol, bar)));
            tell(symbol, feed);
        });
    }

    boolean live() {
        return feeds.values().stream().noneMatch(feed -> feed.resyncing);
    }

    // A time far ahead would close bars, days and windows that have not begun, and make all true prices old.
    private static boolean believable(MarketEvent event, long now) {
        return switch (event) {
            case MarketEvent.Traded(var trade) ->
                trade.price() > 0 && trade.quantity() > 0 && trade.time() - now < AHEAD;
            case MarketEvent.TopMoved(var symbol, var top) ->
                top.bid() > 0 && top.ask() > 0 && top.time() - now < AHEAD;
            case MarketEvent.Resyncing _ -> true;
        };
    }

    private void tell(String symbol, Feed feed) {
        var latest = feed.latest;
        if (latest != null && !latest.equals(feed.told) && !feed.resyncing) {
            feed.told = latest;
            events.accept(new Event.TopMoved(symbol, latest));
        }
    }
}
