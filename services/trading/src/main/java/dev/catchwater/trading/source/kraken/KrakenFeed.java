package dev.catchwater.trading.source.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.trading.MarketEvent;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.Top;
import dev.catchwater.trading.source.Json;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One pair's book. When its checksum is another one than the exchange's it is asked for anew, once, after a random pause
 * that doubles from time to time. Confined by its own lock.
 */
final class KrakenFeed {

    static final int DEPTH = 25;
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 30_000;
    private static final Duration SNAPSHOT = Duration.ofSeconds(10);

    private final Instrument instrument;
    private final RandomGenerator dice;
    private final Consumer<MarketEvent> listener;
    private final Runnable askAnew;
    private final KrakenBook book;
    private @Nullable Cancellable waiting;
    private long pause = FIRST_PAUSE;
    private boolean live;
    private @Nullable Top told;

    KrakenFeed(Instrument instrument, RandomGenerator dice, Consumer<MarketEvent> listener, Runnable askAnew) {
        this.instrument = instrument;
        this.dice = dice;
        this.listener = listener;
        this.askAnew = askAnew;
        book = new KrakenBook(instrument, DEPTH);
    }

    Instrument instrument() {
        return instrument;
    }

    /** The connection is gone: the next snapshot comes by itself. */
    synchronized void stop(String why) {
        stop();
        live = false;
        told = null;
        listener.accept(new MarketEvent.Resyncing(instrument.symbol(), why));
    }

    synchronized void stop() {
        if (waiting != null) {
            waiting.cancel();
            waiting = null;
        }
    }

    /** A connection stands, and the book was asked for on it. */
    synchronized void connected() {
        stop("connected");
        expect();
    }

    /** Nothing more that comes may be put on top of this book. */
    synchronized void restart(String why) {
        stop(why);
        var wait = Duration.ofMillis(dice.nextLong(pause / 2, pause + 1));
        pause = Math.min(LONGEST_PAUSE, pause * 2);
        waiting = after(wait, () -> {
            expect();
            askAnew.run();
        });
    }

    // A snapshot that was refused or lost on its way would be waited for forever.
    private synchronized void expect() {
        waiting = after(SNAPSHOT, () -> restart("no snapshot"));
    }

    private static Cancellable after(Duration wait, Runnable task) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(wait)
                .subscribe()
                .with(waited -> task.run());
    }

    synchronized void take(boolean snapshot, JsonNode data) {
        if (!snapshot && !live) {
            return;
        }
        var levels = new ArrayList<KrakenBook.Level>();
        add(levels, true, data.path("bids"));
        add(levels, false, data.path("asks"));
        if (snapshot) {
            book.snapshot(levels);
        } else {
            book.update(levels);
        }
        if (book.checksum() != data.path("checksum").asLong(-1)) {
            restart("a checksum that is another one");
            return;
        }
        stop();
        live = true;
        pause = snapshot ? pause : FIRST_PAUSE;
        // A snapshot bears no time: the first difference tells its top.
        if (!snapshot) {
            tell(Instant.parse(data.path("timestamp").asText()).toEpochMilli());
        }
    }

    private void tell(long time) {
        var top = book.book().top(time);
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

    private static void add(List<KrakenBook.Level> levels, boolean bid, JsonNode side) {
        for (var level : side) {
            levels.add(new KrakenBook.Level(bid, Json.decimal(level, "price"), Json.decimal(level, "qty")));
        }
    }
}
