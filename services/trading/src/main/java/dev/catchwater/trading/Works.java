package dev.catchwater.trading;

import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.order.Order;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Schedule;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Large orders on their way in parts. */
final class Works {

    /** So many at once: each has at most one order open. */
    static final int MOST = 100;

    /** A part that is due. */
    record Part(String symbol, Side side, long quantity, long price) {
        OrderRequest order(String id) {
            var type = price == 0 ? OrderType.MARKET : OrderType.LIMIT;
            return new OrderRequest(id, symbol, side, type, quantity, price, 0, TimeInForce.GTC, false, false);
        }
    }

    private static final class Work {
        final Schedule schedule;
        final String symbol;
        final Side side;
        final long price;

        @Nullable
        String open;

        Work(Schedule schedule, String symbol, Side side, long price) {
            this.schedule = schedule;
            this.symbol = symbol;
            this.side = side;
            this.price = price;
        }
    }

    private final List<Work> works = new ArrayList<>();

    void add(Command.Twap twap, Instrument instrument, long now, Function<Part, Optional<String>> send) {
        var schedule = new Schedule.Twap(
                twap.quantity(), Math.max(1, instrument.filters().step()), twap.slices(), now, twap.interval());
        add(new Work(schedule, twap.symbol(), twap.side(), twap.price()));
        send(now, send);
    }

    void add(Command.Iceberg iceberg, long now, Function<Part, Optional<String>> send) {
        var schedule = new Schedule.Iceberg(iceberg.quantity(), iceberg.display());
        add(new Work(schedule, iceberg.symbol(), iceberg.side(), iceberg.price()));
        send(now, send);
    }

    /** An order was reported of; perhaps it was a part of something. */
    void reported(Order order) {
        for (var work : works) {
            if (order.status().done() && order.request().clientId().equals(work.open)) {
                work.open = null;
                work.schedule.ended(order.left());
            }
        }
    }

    /** Sends what is due; a part that is refused ends its order: a gate that is closed stays so for the next one. */
    void send(long now, Function<Part, Optional<String>> send) {
        for (var work : List.copyOf(works)) {
            long quantity = work.open == null ? work.schedule.due(now) : 0;
            if (quantity > 0) {
                var sent = send.apply(new Part(work.symbol, work.side, quantity, work.price));
                work.open = sent.orElse(null);
                if (sent.isEmpty()) {
                    works.remove(work);
                }
            }
        }
        works.removeIf(work -> work.open == null && work.schedule.done());
    }

    boolean isEmpty() {
        return works.isEmpty();
    }

    void clear() {
        works.clear();
    }

    void hash(StateHash hash) {
        for (var work : works) {
            hash.add(work.symbol).add(work.open == null ? "" : work.open);
            work.schedule.hash(hash);
        }
    }

    private void add(Work work) {
        if (works.size() == MOST) {
            throw new IllegalArgumentException("at most " + MOST + " orders are worked at once");
        }
        works.add(work);
    }
}
