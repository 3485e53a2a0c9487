package dev.catchwater.trading.order;

import dev.catchwater.trading.market.StateHash;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One order and what became of it. Reports may come twice, late and in the wrong order. For one thread. */
public final class Order {

    /** What a report did to an order. */
    public enum Effect {
        CHANGED,
        /** It had been reported before. */
        DUPLICATE,
        /** A fill of an order that was over: it counts, and somebody should look. */
        LATE_FILL,
        /** The exchange says what cannot be: it is counted and left out. */
        ILLEGAL
    }

    private final OrderRequest request;
    private final long created;
    private final Set<String> trades = new HashSet<>();
    private OrderStatus status = OrderStatus.INITIALIZED;
    private OrderStatus beforeCancel = OrderStatus.INITIALIZED;
    private long filled;
    private long changed;
    private @Nullable String venueId;
    private @Nullable String reason;

    public Order(OrderRequest request, long created) {
        this.request = request;
        this.created = created;
        changed = created;
    }

    public void deny(String why) {
        move(OrderStatus.DENIED, created);
        reason = why;
    }

    public void submit() {
        move(OrderStatus.SUBMITTED, created);
    }

    /** We ask for its end; answers whether there is anything to ask. */
    public boolean cancel(long time) {
        var before = status;
        if (!status.working() || status == OrderStatus.PENDING_CANCEL) {
            return false;
        }
        beforeCancel = before;
        return move(OrderStatus.PENDING_CANCEL, time) == Effect.CHANGED;
    }

    public Effect apply(OrderReport report) {
        return switch (report) {
            case OrderReport.Accepted accepted -> accept(accepted);
            case OrderReport.Rejected rejected -> end(OrderStatus.REJECTED, rejected.reason(), report.time());
            case OrderReport.NotTaken not -> end(OrderStatus.REJECTED, not.reason(), report.time());
            case OrderReport.Triggered _ -> move(OrderStatus.TRIGGERED, report.time());
            case OrderReport.Filled filled -> fill(filled.fill());
            case OrderReport.Canceled _ -> end(OrderStatus.CANCELED, null, report.time());
            case OrderReport.Expired _ -> end(OrderStatus.EXPIRED, null, report.time());
            case OrderReport.CancelRejected rejected -> keep(rejected);
            case OrderReport.OutcomeUnknown _ -> move(OrderStatus.UNKNOWN, report.time());
            case OrderReport.NeverArrived _ -> lose(report.time());
        };
    }

    public OrderRequest request() {
        return request;
    }

    public OrderStatus status() {
        return status;
    }

    public long created() {
        return created;
    }

    /** When a report changed it last. */
    public long changed() {
        return changed;
    }

    public long filled() {
        return filled;
    }

    /** What is not filled yet. */
    public long left() {
        return request.quantity() - filled;
    }

    public @Nullable String venueId() {
        return venueId;
    }

    /** Why it was denied or rejected. */
    public @Nullable String reason() {
        return reason;
    }

    public void hash(StateHash hash) {
        hash.add(request.clientId()).add(status.name()).add(filled).add(trades.size());
    }

    private Effect accept(OrderReport.Accepted accepted) {
        if (venueId == null) {
            venueId = accepted.venueId();
        }
        if (status == OrderStatus.PENDING_CANCEL) {
            beforeCancel = OrderStatus.ACCEPTED;
            return Effect.DUPLICATE;
        }
        return status.mayBecome(OrderStatus.ACCEPTED) ? move(OrderStatus.ACCEPTED, accepted.time()) : Effect.DUPLICATE;
    }

    private Effect fill(Fill fill) {
        if (trades.contains(fill.tradeId())) {
            return Effect.DUPLICATE;
        }
        if (fill.quantity() > left() || status == OrderStatus.DENIED || status == OrderStatus.INITIALIZED) {
            return Effect.ILLEGAL;
        }
        trades.add(fill.tradeId());
        filled += fill.quantity();
        changed = fill.time();
        boolean late = status.done();
        if (left() == 0) {
            status = OrderStatus.FILLED;
        } else if (!late && status != OrderStatus.PENDING_CANCEL) {
            status = OrderStatus.PARTIALLY_FILLED;
        }
        return late ? Effect.LATE_FILL : Effect.CHANGED;
    }

    private Effect keep(OrderReport.CancelRejected rejected) {
        if (status != OrderStatus.PENDING_CANCEL) {
            return Effect.DUPLICATE;
        }
        status = filled > 0 ? OrderStatus.PARTIALLY_FILLED : beforeCancel;
        changed = rejected.time();
        return Effect.CHANGED;
    }

    // One that had arrived before its end was asked for cannot never have.
    private Effect lose(long time) {
        boolean arrived = status == OrderStatus.PENDING_CANCEL
                && beforeCancel != OrderStatus.SUBMITTED
                && beforeCancel != OrderStatus.UNKNOWN;
        return arrived ? Effect.ILLEGAL : end(OrderStatus.LOST, "never arrived", time);
    }

    private Effect end(OrderStatus end, @Nullable String why, long time) {
        if (status == end) {
            return Effect.DUPLICATE;
        }
        var effect = move(end, time);
        if (effect == Effect.CHANGED && why != null) {
            reason = why;
        }
        return effect;
    }

    private Effect move(OrderStatus next, long time) {
        if (status == next) {
            return Effect.DUPLICATE;
        }
        if (!status.mayBecome(next)) {
            return Effect.ILLEGAL;
        }
        status = next;
        changed = time;
        return Effect.CHANGED;
    }
}
