package dev.catchwater.trading.source.binance;

import dev.catchwater.trading.market.OrderBook;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Joins a snapshot and the stream of differences to a book, by Binance's rules. What comes before the snapshot waits; a
 * gap means to begin anew. For one thread.
 */
final class DepthSync {

    /** One level: an absolute quantity, 0 to remove it. */
    record Level(boolean bid, long price, long quantity) {}

    /** A difference: first and last update number within it. */
    record Diff(long first, long last, List<Level> levels) {}

    /** What became of what was told. */
    enum Outcome {
        /** No snapshot yet. */
        WAITING,
        APPLIED,
        /** It was in the book already. */
        OLD,
        /** Something is missing: take another snapshot. */
        GAP
    }

    /** So many wait for a snapshot; then the oldest go, and the snapshot must be newer. */
    private static final int MOST_WAITING = 2_000;

    private final OrderBook book;
    private final Deque<Diff> waiting = new ArrayDeque<>();
    private long at = -1;

    DepthSync(OrderBook book) {
        this.book = book;
    }

    /** Forgets everything and waits for a snapshot. */
    void restart() {
        at = -1;
        waiting.clear();
        book.clear();
    }

    boolean live() {
        return at >= 0;
    }

    Outcome diff(Diff diff) {
        if (!live()) {
            waiting.addLast(diff);
            if (waiting.size() > MOST_WAITING) {
                waiting.removeFirst();
            }
            return Outcome.WAITING;
        }
        if (diff.last() <= at) {
            return Outcome.OLD;
        }
        if (diff.first() > at + 1) {
            return Outcome.GAP;
        }
        diff.levels().forEach(level -> book.set(level.bid(), level.price(), level.quantity()));
        at = diff.last();
        return Outcome.APPLIED;
    }

    /** GAP if the snapshot is older than the first difference that waits: then another one is needed. */
    Outcome snapshot(long number, List<Level> levels) {
        var first = waiting.peekFirst();
        if (first != null && number < first.first() - 1) {
            return Outcome.GAP;
        }
        book.clear();
        levels.forEach(level -> book.set(level.bid(), level.price(), level.quantity()));
        at = number;
        while (!waiting.isEmpty()) {
            if (diff(waiting.removeFirst()) == Outcome.GAP) {
                restart();
                return Outcome.GAP;
            }
        }
        return Outcome.APPLIED;
    }
}
