package dev.catchwater.sandbox.exchanges;

import dev.catchwater.sandbox.world.Dice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One pair's price, the book around it, and who hears of both. Confined to the sandbox's loop. */
final class Market {

    private static final int LEVELS = 40;

    /** What became of the book and the tape by one move of the price. */
    record Move(
            long first,
            long last,
            Map<BigDecimal, BigDecimal> bids,
            Map<BigDecimal, BigDecimal> asks,
            long trade,
            BigDecimal price,
            BigDecimal quantity,
            boolean buyerMaker,
            Instant at) {}

    private final Pair pair;
    private final long seed;
    private final List<Consumer<Move>> listeners = new ArrayList<>();
    private BigDecimal price;
    private Map<BigDecimal, BigDecimal> bids = Map.of();
    private Map<BigDecimal, BigDecimal> asks = Map.of();
    private long number = 1_000;
    private long trades;
    private long moves;

    Market(Pair pair, long seed) {
        this.pair = pair;
        this.seed = seed;
        price = pair.opening();
        build();
    }

    Pair pair() {
        return pair;
    }

    BigDecimal price() {
        return price;
    }

    BigDecimal bid() {
        return price.subtract(pair.tick());
    }

    BigDecimal ask() {
        return price.add(pair.tick());
    }

    long number() {
        return number;
    }

    Map<BigDecimal, BigDecimal> side(boolean bid) {
        return bid ? bids : asks;
    }

    void listen(Consumer<Move> listener) {
        listeners.add(listener);
    }

    /** A step of a walk: up to a thousandth, by dice that fall the same in each life. */
    void walk(Instant at) {
        var dice = Dice.of(seed, pair.symbol(), moves);
        var step = price.movePointLeft(6).multiply(BigDecimal.valueOf(dice.between(-1_000, 1_001)));
        move(price.add(step), at);
    }

    /** The price is this one from now on. */
    void move(BigDecimal to, Instant at) {
        var ticks = to.divide(pair.tick(), 0, RoundingMode.HALF_EVEN).max(BigDecimal.valueOf(100));
        boolean fell = ticks.multiply(pair.tick()).compareTo(price) < 0;
        price = ticks.multiply(pair.tick());
        moves++;
        var oldBids = bids;
        var oldAsks = asks;
        build();
        var changedBids = changes(oldBids, bids);
        var changedAsks = changes(oldAsks, asks);
        long first = number + 1;
        number += Math.max(1, changedBids.size() + changedAsks.size());
        var quantity = pair.step()
                .multiply(BigDecimal.valueOf(Dice.of(seed, "tape", moves).between(1, 2_000)));
        var move = new Move(first, number, changedBids, changedAsks, ++trades, price, quantity, fell, at);
        listeners.forEach(listener -> listener.accept(move));
    }

    private void build() {
        bids = new TreeMap<>(Collections.reverseOrder());
        asks = new TreeMap<>();
        var dice = Dice.of(seed, "depth", moves);
        for (int i = 1; i <= LEVELS; i++) {
            var away = pair.tick().multiply(BigDecimal.valueOf(i));
            bids.put(price.subtract(away), quantity(dice));
            asks.put(price.add(away), quantity(dice));
        }
    }

    private BigDecimal quantity(Dice dice) {
        return pair.step().multiply(BigDecimal.valueOf(dice.between(1, 50) * 1_000));
    }

    private static Map<BigDecimal, BigDecimal> changes(
            Map<BigDecimal, BigDecimal> before, Map<BigDecimal, BigDecimal> after) {
        var changes = new TreeMap<BigDecimal, BigDecimal>();
        before.keySet().forEach(level -> changes.put(level, BigDecimal.ZERO));
        after.forEach((level, quantity) -> {
            var old = before.get(level);
            if (old != null && quantity.compareTo(old) == 0) {
                changes.remove(level);
            } else {
                changes.put(level, quantity);
            }
        });
        return changes;
    }
}
