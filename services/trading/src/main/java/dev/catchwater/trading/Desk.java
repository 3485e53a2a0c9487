package dev.catchwater.trading;

import dev.catchwater.trading.ledger.Trips;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.market.Top;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.Order;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.OrderStatus;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.risk.Guard;
import dev.catchwater.trading.risk.GuardPlan;
import dev.catchwater.trading.strategy.Signal;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trading of one instrument within an engine: its strategy, its position and what protects that. */
// Longer than the house allows: one position with all that its orders may report.
final class Desk {

    private final DeskSettings settings;
    private final Sending sending;
    private final Guard guard = new Guard();
    private final Trips trips;
    private @Nullable String entry;
    private @Nullable String over;
    private @Nullable String stop;
    private @Nullable String exit;
    private @Nullable GuardPlan plan;
    private long mark;
    private long markTime;
    private long quoted = Long.MIN_VALUE;
    private boolean crossed;
    private boolean resyncing;
    private long position;
    private long entered;
    private boolean leaving;
    private long asked;

    Desk(DeskSettings settings, Sending sending) {
        this.settings = settings;
        this.sending = sending;
        trips = new Trips(settings.instrument());
    }

    void bar(Bar bar, boolean listen) {
        trips.bar();
        // At such a price nobody could say what is held is worth: it is no price.
        if (!countable(Math.max(bar.high(), bar.close()))) {
            return;
        }
        long now = bar.end();
        run(guard.high(bar.high(), bar.start(), now), now);
        if (!quotedSince(bar.start())) {
            mark = bar.close();
            markTime = now;
            run(guard.price(bar.close(), now), now);
        }
        var strategy = settings.strategy();
        if (strategy == null) {
            return;
        }
        var signal = strategy.onBar(bar, position > 0);
        if (listen && entry == null) {
            follow(signal, now);
        }
    }

    void top(Top top) {
        crossed = top.crossed() || !countable(top.mid());
        if (crossed) {
            return;
        }
        mark = top.mid();
        markTime = top.time();
        quoted = top.time();
        // What could be had for the position, not what others hope for.
        run(guard.price(top.bid(), top.time()), top.time());
    }

    void resyncing(boolean now) {
        resyncing = now;
    }

    void clock(long now) {
        // An exit of which nobody knows what became is asked for, and never sent a second time.
        if (exit == null) {
            run(guard.clock(now), now);
            leaveAgain(now);
        }
        boolean slow = entry != null
                && plan != null
                && entered > 0
                && now - entered >= settings.protection().patience();
        if (slow && guard.phase() == Guard.Phase.IDLE) {
            protect(now);
        }
    }

    /** What is held is to be sold: wanted until it is, however often the exchange loses what it is asked. */
    void leave(long now) {
        leaving = position > 0;
        asked = now;
        run(guard.leave(now), now);
    }

    /** Protects what is held, or what the order by hand that was just sent will buy. */
    void protect(GuardPlan how, @Nullable String buying, long now) {
        plan = how;
        entry = buying;
        over = null;
        leaving = false;
        if (buying == null && position > 0) {
            protect(now);
        }
    }

    /**
     * An order of this desk was reported of, after the ledger has booked what there was to book.
     *
     * @param now the engine's time: a report may be told late
     */
    void reported(Order order, OrderReport report, long now) {
        var id = order.request().clientId();
        if (id.equals(stop)) {
            ofStop(order, report, now);
        } else if (id.equals(exit) && order.status().done()) {
            exit = null;
            if (order.status() != OrderStatus.FILLED) {
                run(guard.exitEnded(now), now);
            }
        } else if (id.equals(entry) && order.status().done()) {
            over = entry;
            entry = null;
            protectWhatWasBought(now);
        } else if (id.equals(over)) {
            // Bought after all, though it was over: a fill may be told of after the end, or be given up too soon.
            protectWhatWasBought(now);
        }
    }

    private void protectWhatWasBought(long now) {
        if (plan != null && position > 0) {
            protect(now);
        }
    }

    /** The ledger has booked a fill. {@code balance} is what of it all our fills have left, unscaled. */
    void filled(Fill fill, BigDecimal feeInQuote, long balance, long now) {
        var instrument = settings.instrument();
        long sellable = instrument.roundQuantity(balance);
        boolean dust = instrument.countable(fill.price(), sellable)
                && instrument.refusal(fill.price(), sellable, false).isPresent();
        position = dust ? 0 : sellable;
        if (fill.clientId().equals(entry) && entered == 0) {
            entered = fill.time();
        }
        if (fill.clientId().equals(stop)) {
            guard.stopFilled(fill.quantity());
        }
        trips.fill(fill, feeInQuote, position == 0);
        run(guard.held(position, now), now);
        if (position == 0) {
            entered = 0;
            leaving = false;
        }
    }

    Instrument instrument() {
        return settings.instrument();
    }

    Guard guard() {
        return guard;
    }

    Trips trips() {
        return trips;
    }

    long mark() {
        return mark;
    }

    long markTime() {
        return markTime;
    }

    boolean crossed() {
        return crossed;
    }

    boolean resyncing() {
        return resyncing;
    }

    long position() {
        return position;
    }

    /** More than can be counted is the most that can be: gates close then. */
    long worth() {
        if (position == 0 || mark == 0) {
            return 0;
        }
        return countable(mark) ? instrument().notional(mark, position) : Long.MAX_VALUE;
    }

    void hash(StateHash hash) {
        hash.add(mark)
                .add(markTime)
                .add(quoted)
                .add(position)
                .add(entered)
                .add(crossed ? 1 : 0)
                .add(resyncing ? 1 : 0);
        hash.add(leaving ? 1 : 0).add(asked);
        hash.add(over == null ? "" : over);
        hash.add(entry == null ? "" : entry).add(stop == null ? "" : stop).add(exit == null ? "" : exit);
        guard.hash(hash);
        if (settings.strategy() != null) {
            settings.strategy().hash(hash);
        }
    }

    // On a quiet market the last trade may be as old as the bar, and of before the position.
    private boolean quotedSince(long time) {
        return quoted >= time && !crossed && !resyncing;
    }

    private boolean countable(long price) {
        return instrument().countable(price, position);
    }

    private void leaveAgain(long now) {
        boolean still = guard.phase() == Guard.Phase.RESTING || guard.phase() == Guard.Phase.IDLE;
        if (leaving && still && now - asked >= settings.protection().patience()) {
            asked = now;
            run(guard.leave(now), now);
        }
    }

    private void follow(Signal signal, long now) {
        switch (signal) {
            case Signal.Enter enter when position == 0 -> tryToEnter(enter);
            case Signal.Exit _ when position > 0 -> leave(now);
            case Signal.Enter _, Signal.Exit _, Signal.Stay _ -> {}
        }
    }

    // Where a quantity or a target is more than can be counted, nothing is bought.
    private void tryToEnter(Signal.Enter signal) {
        try {
            enter(signal);
        } catch (ArithmeticException large) {
            entry = null;
        }
    }

    private void enter(Signal.Enter signal) {
        long cash = sending.cash(settings.instrument().quote());
        long spendable = cash - cash / 10_000 * settings.reserve();
        long quantity =
                settings.sizing().quantity(settings.instrument(), spendable, sending.equity(), mark, signal.stop());
        if (quantity == 0) {
            return;
        }
        var protection = settings.protection();
        plan = new GuardPlan(
                signal.stop() == 0 ? 0 : Math.max(1, mark - signal.stop()),
                signal.target() == 0 ? 0 : Math.addExact(mark, signal.target()),
                protection.trail() > 0 && signal.stop() > 0 ? signal.stop() : 0,
                protection.leastMove(),
                protection.leastInterval(),
                protection.patience());
        entered = 0;
        over = null;
        var id = sending.nextId();
        entry = id;
        if (!sending.send(this, OrderRequest.market(id, instrument().symbol(), Side.BUY, quantity, false))) {
            entry = null;
        }
    }

    private void protect(long now) {
        var how = plan;
        plan = null;
        if (how != null) {
            run(guard.protect(how, position, mark, now), now);
        }
    }

    private void ofStop(Order order, OrderReport report, long now) {
        if (report instanceof OrderReport.Accepted) {
            run(guard.stop(Guard.StopEvent.ACCEPTED, now), now);
        } else if (report instanceof OrderReport.CancelRejected) {
            run(guard.stop(Guard.StopEvent.CANCEL_REJECTED, now), now);
        } else if (order.status().done() && order.status() != OrderStatus.FILLED) {
            stop = null;
            run(guard.stop(ending(order, report), now), now);
        }
    }

    private static Guard.StopEvent ending(Order order, OrderReport report) {
        if (order.status() == OrderStatus.CANCELED || order.status() == OrderStatus.EXPIRED) {
            return Guard.StopEvent.CANCELED;
        }
        boolean passing = order.status() == OrderStatus.LOST || report instanceof OrderReport.NotTaken;
        return passing ? Guard.StopEvent.NOT_TAKEN : Guard.StopEvent.REJECTED;
    }

    private void run(List<Guard.Move> moves, long now) {
        for (var move : moves) {
            switch (move) {
                case Guard.Move.PlaceStop place -> placeStop(place, now);
                case Guard.Move.CancelStop _ -> sending.cancel(stop, now);
                case Guard.Move.Exit leaving -> exit(leaving, now);
            }
        }
    }

    private void placeStop(Guard.Move.PlaceStop place, long now) {
        var id = sending.nextId();
        stop = id;
        long price = instrument().roundPrice(place.price(), true);
        if (price <= 0 || !sending.send(this, OrderRequest.stop(id, instrument().symbol(), place.quantity(), price))) {
            stop = null;
            guard.refused(now);
        }
    }

    private void exit(Guard.Move.Exit leaving, long now) {
        var id = sending.nextId();
        exit = id;
        var order = OrderRequest.market(id, instrument().symbol(), Side.SELL, leaving.quantity(), true);
        if (!sending.send(this, order)) {
            exit = null;
            guard.refused(now);
        }
    }
}
