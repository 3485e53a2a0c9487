package dev.catchwater.trading.risk;

import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.order.OrderRequest;
import java.util.Optional;

/** All gates in their order, and the count of orders in a sliding window. For one thread. */
public final class Gates {

    private static final Gate[] IN_ORDER = Gate.values();

    private final Limits limits;
    private final long[] sent;
    private long passed;

    public Gates(Limits limits) {
        this.limits = limits;
        sent = new long[limits.orders()];
    }

    public Limits limits() {
        return limits;
    }

    /** The first gate that is closed for this order. An order that passes counts as sent. */
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        for (var gate : IN_ORDER) {
            boolean closed = gate == Gate.ORDER_RATE ? tooFast(order, view.now()) : gate.closed(order, view, limits);
            if (closed) {
                return Optional.of(new Denial(gate, gate.reason(order, view)));
            }
        }
        sent[(int) (passed++ % sent.length)] = view.now();
        return Optional.empty();
    }

    public void hash(StateHash hash) {
        hash.add(passed);
        for (long time : sent) {
            hash.add(time);
        }
    }

    private boolean tooFast(OrderRequest order, long now) {
        return !order.reducing()
                && passed >= sent.length
                && now - sent[(int) (passed % sent.length)] < limits.orderWindow();
    }
}
