package dev.catchwater.trading.source.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.trading.MarketEvent;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.OrderBook;
import dev.catchwater.trading.market.Top;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One pair's book. It has one snapshot on its way at most, asked for after a random pause that doubles from gap to gap:
 * a lost connection must not become a storm of snapshots. Confined by its own lock.
 */
final class BinanceBook {

    private static final int LIMIT = 1_000;
    private static final int WEIGHT = 50;
    private static final long FIRST_PAUSE = 250;
    private static final long LONGEST_PAUSE = 30_000;

    private final Instrument instrument;
    private final BinanceApi api;
    private final RandomGenerator dice;
    private final Consumer<MarketEvent> listener;
    private final OrderBook book = new OrderBook(5_000);
    private final DepthSync sync = new DepthSync(book);
    private @Nullable Cancellable fetching;
    private long pause = FIRST_PAUSE;
    private int generation;
    private @Nullable Top told;

    BinanceBook(Instrument instrument, BinanceApi api, RandomGenerator dice, Consumer<MarketEvent> listener) {
        this.instrument = instrument;
        this.api = api;
        this.dice = dice;
        this.listener = listener;
    }

    Instrument instrument() {
        return instrument;
    }

    /** Forgets the book and puts it together anew. */
    synchronized void restart(String why) {
        stop(why);
        fetch();
    }

    synchronized void stop(String why) {
        stop();
        sync.restart();
        told = null;
        listener.accept(new MarketEvent.Resyncing(instrument.symbol(), why));
    }

    synchronized void stop() {
        generation++;
        if (fetching != null) {
            fetching.cancel();
            fetching = null;
        }
    }

    synchronized void diff(JsonNode data) {
        var levels = new ArrayList<DepthSync.Level>();
        add(levels, true, data.path("b"));
        add(levels, false, data.path("a"));
        var outcome = sync.diff(
                new DepthSync.Diff(data.path("U").asLong(), data.path("u").asLong(), levels));
        if (outcome == DepthSync.Outcome.GAP) {
            restart("a gap in the differences");
        } else if (outcome == DepthSync.Outcome.APPLIED) {
            tell(data.path("E").asLong());
        }
    }

    private void fetch() {
        int mine = generation;
        var wait = Duration.ofMillis(dice.nextLong(pause / 2, pause + 1));
        pause = Math.min(LONGEST_PAUSE, pause * 2);
        var query = Map.of("symbol", BinanceFields.symbol(instrument), "limit", Integer.toString(LIMIT));
        fetching = Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(wait)
                .flatMap(waited -> api.open("/api/v3/depth", query, WEIGHT))
                .subscribe()
                .with(snapshot -> take(mine, snapshot), thrown -> again(mine));
    }

    private synchronized void take(int asked, JsonNode snapshot) {
        if (asked != generation) {
            return;
        }
        fetching = null;
        var levels = new ArrayList<DepthSync.Level>();
        add(levels, true, snapshot.path("bids"));
        add(levels, false, snapshot.path("asks"));
        if (sync.snapshot(snapshot.path("lastUpdateId").asLong(), levels) == DepthSync.Outcome.GAP) {
            fetch();
        } else {
            pause = FIRST_PAUSE;
        }
    }

    private synchronized void again(int asked) {
        if (asked == generation) {
            fetching = null;
            fetch();
        }
    }

    private void tell(long time) {
        var top = book.top(time);
        if (top.isPresent() && !same(top.get(), told)) {
            told = top.get();
            listener.accept(new MarketEvent.TopMoved(instrument.symbol(), told));
        }
    }

    private static boolean same(Top top, @Nullable Top before) {
        return before != null
                && before.bid() == top.bid()
                && before.ask() == top.ask()
                && top.time() - before.time() < 1_000;
    }

    private void add(List<DepthSync.Level> levels, boolean bid, JsonNode side) {
        for (var level : side) {
            levels.add(new DepthSync.Level(
                    bid,
                    instrument.price(new java.math.BigDecimal(level.path(0).asText())),
                    instrument.quantity(new java.math.BigDecimal(level.path(1).asText()))));
        }
    }
}
