package dev.catchwater.trading.order;

import dev.catchwater.trading.market.StateHash;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The orders of one account: all that work, and the latest of those that are over. For one thread. */
public final class Orders {

    /** So many are remembered after their end, for reports that come late. */
    private static final int REMEMBERED = 1_000;

    private final Map<String, Order> working = new LinkedHashMap<>();
    private final LinkedHashMap<String, Order> over = new LinkedHashMap<>();
    private long illegal;
    private long late;

    public void add(Order order) {
        if (find(order.request().clientId()).isPresent()) {
            throw new IllegalStateException("the client id " + order.request().clientId() + " was used before");
        }
        place(order);
    }

    public Optional<Order> find(String clientId) {
        var order = working.get(clientId);
        return Optional.ofNullable(order == null ? over.get(clientId) : order);
    }

    /** Applies a report to an order of ours. */
    public Order.Effect apply(Order order, OrderReport report) {
        var effect = order.apply(report);
        switch (effect) {
            case ILLEGAL -> illegal++;
            case LATE_FILL -> late++;
            case CHANGED, DUPLICATE -> {}
        }
        place(order);
        return effect;
    }

    /** Those that the exchange may still fill, oldest first. */
    public Collection<Order> working() {
        return working.values();
    }

    /** The latest that are over, oldest first. */
    public Collection<Order> over() {
        return over.values();
    }

    /** How many reports said what cannot be. */
    public long illegal() {
        return illegal;
    }

    /** How many fills came after an order's end. */
    public long late() {
        return late;
    }

    public void hash(StateHash hash) {
        working.values().forEach(order -> order.hash(hash));
        over.values().forEach(order -> order.hash(hash));
        hash.add(illegal).add(late);
    }

    private void place(Order order) {
        var id = order.request().clientId();
        if (!order.status().done()) {
            working.put(id, order);
            return;
        }
        working.remove(id);
        over.put(id, order);
        if (over.size() > REMEMBERED) {
            over.pollFirstEntry();
        }
    }
}
