package dev.catchwater.sandbox.exchanges;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Kraken's counters: one of REST calls for each key, one of orders for each pair; both decay by themselves. */
final class KrakenLimits {

    /** What a customer's verification allows. */
    enum Tier {
        STARTER(15, 0.33, 60, 1),
        INTERMEDIATE(20, 0.5, 125, 2.34),
        PRO(20, 1, 180, 3.75);

        private final double calls;
        private final double callsDecay;
        private final double orders;
        private final double ordersDecay;

        Tier(double calls, double callsDecay, double orders, double ordersDecay) {
            this.calls = calls;
            this.callsDecay = callsDecay;
            this.orders = orders;
            this.ordersDecay = ordersDecay;
        }
    }

    private static final long[] AGES = {5_000, 10_000, 15_000, 45_000, 90_000, 300_000};
    private static final int[] CANCEL = {8, 6, 5, 4, 2, 1};

    private static final class Count {
        private double value;
        private long at;
    }

    private final Map<String, Count> calls = new HashMap<>();
    private final Map<String, Count> orders = new HashMap<>();
    private final LongSupplier clock;
    private Tier tier = Tier.INTERMEDIATE;
    private long lockedUntil;

    KrakenLimits(LongSupplier clock) {
        this.clock = clock;
    }

    void tier(Tier other) {
        tier = other;
    }

    /** Lets nobody in for so long. */
    void lockOut(long millis) {
        lockedUntil = clock.getAsLong() + millis;
    }

    /** Counts a REST call. A refused one is not counted. */
    void call(String key, int cost) {
        if (clock.getAsLong() < lockedUntil) {
            throw new Wrong("EGeneral:Temporary lockout");
        }
        var count = now(calls, key, tier.callsDecay);
        if (count.value + cost > tier.calls) {
            throw new Wrong("EAPI:Rate limit exceeded");
        }
        count.value += cost;
    }

    /** Counts a new order. */
    void order(String pair) {
        var count = now(orders, pair, tier.ordersDecay);
        if (count.value + 1 > tier.orders) {
            throw new Wrong("EOrder:Rate limit exceeded");
        }
        count.value += 1;
    }

    /** Counts a cancel, which is never refused: the younger the order, the dearer. */
    void cancel(String pair, long age) {
        var count = now(orders, pair, tier.ordersDecay);
        for (int i = 0; i < AGES.length; i++) {
            if (age < AGES[i]) {
                count.value += CANCEL[i];
                return;
            }
        }
    }

    private Count now(Map<String, Count> counts, String name, double decay) {
        long now = clock.getAsLong();
        var count = counts.computeIfAbsent(name, first -> new Count());
        // The clock can be set back by a command.
        count.value = Math.max(0, count.value - decay * Math.max(0, now - count.at) / 1_000);
        count.at = now;
        return count;
    }
}
