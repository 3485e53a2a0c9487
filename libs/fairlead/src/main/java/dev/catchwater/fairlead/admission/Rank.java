package dev.catchwater.fairlead.admission;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Those of one class that wait, in lanes: who draws on the same buckets stands in the same lane, of which only the first
 * can go. So a scan costs as much as there are lanes, however many wait.
 */
final class Rank {
    private final Map<Object, Lane> lanes = new HashMap<>();
    private final TreeMap<Long, Lane> byFirst = new TreeMap<>();
    private long arrivals;
    private int size;

    static final class Lane {
        private final LinkedHashSet<Waiter> waiters = new LinkedHashSet<>();
        private long first;

        Waiter first() {
            return waiters.getFirst();
        }
    }

    int size() {
        return size;
    }

    void add(Waiter waiter) {
        waiter.number = ++arrivals;
        Lane lane = lanes.computeIfAbsent(waiter.charges.lane(), key -> new Lane());
        lane.waiters.add(waiter);
        size++;
        if (lane.waiters.size() == 1) {
            lane.first = waiter.number;
            byFirst.put(lane.first, lane);
        }
    }

    /** False if it was not there. */
    boolean remove(Waiter waiter) {
        Lane lane = lanes.get(waiter.charges.lane());
        if (lane == null || !lane.waiters.remove(waiter)) {
            return false;
        }
        size--;
        if (lane.first == waiter.number) {
            byFirst.remove(lane.first);
            if (lane.waiters.isEmpty()) {
                lanes.remove(waiter.charges.lane());
            } else {
                lane.first = lane.waiters.getFirst().number;
                byFirst.put(lane.first, lane);
            }
        }
        return true;
    }

    /** The lanes, in the order in which their first came. */
    Collection<Lane> lanes() {
        return byFirst.values();
    }

    /** The one that came last; there is one. */
    Waiter newest() {
        return lanes.values().stream()
                .map(lane -> lane.waiters.getLast())
                .max((one, other) -> Long.compare(one.number, other.number))
                .orElseThrow();
    }

    void forEach(Consumer<Waiter> visitor) {
        lanes.values().forEach(lane -> lane.waiters.forEach(visitor));
    }
}
