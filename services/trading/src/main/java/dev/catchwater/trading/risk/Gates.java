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
            var denial = ask(gate, order, view);
            if (denial.isPresent()) {
                return denial;
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

    private Optional<Denial> ask(Gate gate, OrderRequest order, RiskView view) {
        try {
            boolean closed = gate == Gate.ORDER_RATE ? tooFast(order, view.now()) : gate.closed(order, view, limits);
            return closed ? Optional.of(new Denial(gate, gate.reason(order, view))) : Optional.empty();
        } catch (ArithmeticException large) {
            return Optional.of(new Denial(gate, "worth more than can be counted"));
        }
    }

    private boolean tooFast(OrderRequest order, long now) {
        return !order.reducing()
                && passed >= sent.length
                && now - sent[(int) (passed % sent.length)] < limits.orderWindow();
    }
}
