package dev.catchwater.trading.source.kraken;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Kraken's counter of one pair in the trading engine: orders add to it, cancels of young orders more, and it decays.
 * Times are milliseconds. For one thread.
 */
final class EngineCounter {

    private static final long[] AGES = {5_000, 10_000, 15_000, 45_000, 90_000, 300_000};
    private static final int[] CANCEL = {8, 6, 5, 4, 2, 1};
    private static final int[] AMEND = {3, 2, 1, 0, 0, 0};
    private static final int[] EDIT = {6, 5, 4, 2, 1, 0};

    private static final int REMEMBERED = 2_000;

    private final double threshold;
    private final double decayPerSecond;
    // One that has been forgotten for the many after it is not young, and costs as little as one that is unheard of.
    private final Map<String, Long> born = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private double counter;
    private long counted;

    EngineCounter(double threshold, double decayPerSecond) {
        this.threshold = threshold;
        this.decayPerSecond = decayPerSecond;
    }

    /** Whether an order may be added now; if so it is counted. */
    boolean add(String order, long now) {
        return spend(1, now) && remember(order, now);
    }

    boolean cancel(String order, long now) {
        return spend(penalty(CANCEL, age(order, now)), now) && forget(order);
    }

    boolean amend(String order, long now) {
        return spend(1 + penalty(AMEND, age(order, now)), now);
    }

    boolean edit(String order, long now) {
        return spend(1 + penalty(EDIT, age(order, now)), now) && remember(order, now);
    }

    double value(long now) {
        decay(now);
        return counter;
    }

    private boolean remember(String order, long now) {
        born.put(order, now);
        return true;
    }

    private boolean forget(String order) {
        born.remove(order);
        return true;
    }

    // An order of which nothing is known is old: it outlived a restart.
    private long age(String order, long now) {
        return now - born.getOrDefault(order, now - AGES[AGES.length - 1]);
    }

    private static int penalty(int[] table, long age) {
        for (int i = 0; i < AGES.length; i++) {
            if (age < AGES[i]) {
                return table[i];
            }
        }
        return 0;
    }

    private boolean spend(int cost, long now) {
        decay(now);
        if (counter + cost > threshold) {
            return false;
        }
        counter += cost;
        return true;
    }

    private void decay(long now) {
        counter = Math.max(0, counter - decayPerSecond * (now - counted) / 1_000);
        counted = now;
    }
}
