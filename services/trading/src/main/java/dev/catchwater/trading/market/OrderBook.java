package dev.catchwater.trading.market;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The levels of one instrument, best first. For one thread. */
public final class OrderBook {

    private final int depth;
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();

    /**
     * An empty book.
     *
     * @param depth levels to keep on each side; what lies beyond is forgotten by {@link #truncate}
     */
    public OrderBook(int depth) {
        if (depth < 1 || depth > 10_000) {
            throw new IllegalArgumentException("a book keeps 1 to 10,000 levels");
        }
        this.depth = depth;
    }

    public void clear() {
        bids.clear();
        asks.clear();
    }

    /** Sets the quantity at a price; 0 removes the level, also one that is not there. */
    public void set(boolean bid, long price, long quantity) {
        var side = bid ? bids : asks;
        if (quantity == 0) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
    }

    /** Forgets what lies deeper than the depth: exchanges that send a fixed depth never tell of it again. */
    public void truncate() {
        while (bids.size() > depth) {
            bids.pollLastEntry();
        }
        while (asks.size() > depth) {
            asks.pollLastEntry();
        }
    }

    /** The best levels of a side, price and quantity. */
    public List<Map.Entry<Long, Long>> best(boolean bid, int levels) {
        return (bid ? bids : asks).entrySet().stream().limit(levels).toList();
    }

    public Optional<Top> top(long time) {
        var bid = bids.firstEntry();
        var ask = asks.firstEntry();
        return bid == null || ask == null
                ? Optional.empty()
                : Optional.of(new Top(bid.getKey(), bid.getValue(), ask.getKey(), ask.getValue(), time));
    }

    public int size() {
        return bids.size() + asks.size();
    }
}
