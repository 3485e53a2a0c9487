package dev.catchwater.trading;

import dev.catchwater.trading.ledger.Ledger;
import dev.catchwater.trading.ledger.RoundTrip;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.order.Order;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.Orders;
import dev.catchwater.trading.risk.EquityWatch;
import dev.catchwater.trading.risk.Guard;
import dev.catchwater.trading.risk.TradingState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One account, traded. It takes events one at a time and has no clock, no dice and no way out but its {@link Outlet}:
 * backtest, paper and live differ in who tells the events and who takes the orders, and the same events leave the same
 * {@link #hash}. For one thread.
 */
// Longer than the house allows: one switch over what can happen, and what may be looked at.
public final class Engine {

    private final EngineSettings settings;
    private final Ledger ledger;
    private final Dispatch dispatch;
    private final Map<String, Desk> desks = new LinkedHashMap<>();
    private final Works works = new Works();
    private final Wishes wishes = new Wishes();
    private @Nullable String refusal;
    private long events;
    private long foreign;

    /**
     * An engine that has seen nothing yet.
     *
     * @param ledger what the account has at the beginning
     */
    public Engine(EngineSettings settings, Ledger ledger, Outlet outlet) {
        this.settings = settings;
        this.ledger = ledger;
        dispatch = new Dispatch(settings, ledger, outlet);
        for (var each : settings.desks()) {
            var desk = new Desk(each, dispatch);
            dispatch.desks.add(desk);
            desks.put(each.instrument().symbol(), desk);
        }
    }

    /** Takes the next event. What it makes us send has gone to the outlet when this returns. */
    public void on(Event event) {
        events++;
        dispatch.now = Math.max(dispatch.now, event.time());
        switch (event) {
            case Event.BarClosed closed -> bar(closed);
            case Event.TopMoved moved -> {
                desk(moved.symbol()).top(moved.top());
                watchEquity();
            }
            case Event.FeedChanged changed -> desk(changed.symbol()).resyncing(changed.resyncing());
            case Event.SkewMeasured measured -> dispatch.skew = measured.skew();
            case Event.Reported reported -> reported(reported.report());
            case Event.Commanded commanded -> obey(commanded);
            case Event.Ticked _ -> tick();
        }
    }

    public Orders orders() {
        return dispatch.orders;
    }

    public Ledger ledger() {
        return ledger;
    }

    public TradingState state() {
        return dispatch.state;
    }

    /** Whether a person has to look before entries are made again: it was halted, or has lost what a day may lose. */
    public boolean halted() {
        return dispatch.state == TradingState.HALTED || dispatch.watch.dailyLossReached();
    }

    /** Whether time alone may bring anything about: an order works, or something is held or sent in parts. */
    public boolean waits() {
        return !dispatch.orders.working().isEmpty()
                || !works.isEmpty()
                || dispatch.desks.stream().anyMatch(desk -> desk.position() > 0);
    }

    /** All there is at the latest prices, {@link FixedPoint#MONEY}. */
    public long equity() {
        return dispatch.equity();
    }

    public EquityWatch watch() {
        return dispatch.watch;
    }

    public long position(String symbol) {
        return desk(symbol).position();
    }

    public Guard guard(String symbol) {
        return desk(symbol).guard();
    }

    public List<RoundTrip> trips(String symbol) {
        return desk(symbol).trips().finished();
    }

    public Instrument instrument(String symbol) {
        return desk(symbol).instrument();
    }

    public List<Instrument> instruments() {
        return desks.values().stream().map(Desk::instrument).toList();
    }

    /** The latest price that was told of an instrument, unscaled; 0 before the first. */
    public long mark(String symbol) {
        return desk(symbol).mark();
    }

    public long events() {
        return events;
    }

    /** Orders that a gate refused. */
    public long denied() {
        return dispatch.denied;
    }

    /** Reports of orders that are none of ours. */
    public long foreign() {
        return foreign;
    }

    /** Why the last command could not be obeyed; null if it was. */
    public @Nullable String refusal() {
        return refusal;
    }

    /** The hash of all state that later decisions depend on. */
    public long hash() {
        var hash = new StateHash().add(events).add(foreign);
        dispatch.hash(hash);
        ledger.hash(hash);
        works.hash(hash);
        wishes.hash(hash);
        desks.values().forEach(desk -> desk.hash(hash));
        return hash.value();
    }

    private void bar(Event.BarClosed closed) {
        desk(closed.symbol()).bar(closed.bar(), dispatch.state != TradingState.HALTED);
        watchEquity();
        tick();
    }

    private void tick() {
        if (dispatch.state == TradingState.HALTED) {
            cancelEntries();
        }
        for (var desk : dispatch.desks) {
            desk.clock(dispatch.now);
        }
        works.send(dispatch.now, this::work);
    }

    private void watchEquity() {
        dispatch.watch.onEquity(dispatch.now, equity());
        if (dispatch.watch.drawdownReached()) {
            dispatch.state = TradingState.HALTED;
        }
    }

    private void reported(OrderReport report) {
        var found = dispatch.orders.find(report.clientId());
        if (found.isEmpty()) {
            foreign++;
            return;
        }
        var order = found.get();
        var effect = dispatch.orders.apply(order, report);
        boolean again = effect == Order.Effect.DUPLICATE && !(report instanceof OrderReport.CancelRejected);
        if (again || effect == Order.Effect.ILLEGAL) {
            return;
        }
        var desk = desk(order.request().symbol());
        if (report instanceof OrderReport.Filled filled) {
            var paid = ledger.fees(settings.currency());
            ledger.book(desk.instrument(), filled.fill(), dispatch::rate);
            dispatch.cash = ledger.money(settings.currency());
            var fee = ledger.fees(settings.currency()).subtract(paid);
            desk.filled(filled.fill(), fee, balance(desk), dispatch.now);
        }
        desk.reported(order, report, dispatch.now);
        works.reported(order);
        works.send(dispatch.now, this::work);
    }

    // What cannot be done is refused the same way when the events are told again.
    private void obey(Event.Commanded commanded) {
        var before = wishes.find(commanded);
        if (before.isPresent()) {
            refusal = before.get().refusal();
            return;
        }
        try {
            refusal = null;
            command(commanded.command());
        } catch (IllegalArgumentException impossible) {
            refusal = impossible.getMessage();
        } catch (ArithmeticException large) {
            refusal = "a number is too large";
        }
        wishes.add(commanded, refusal);
    }

    private void command(Command command) {
        switch (command) {
            case Command.Halt halt -> halt(halt);
            case Command.Resume _ -> {
                dispatch.state = TradingState.ACTIVE;
                dispatch.watch.resume();
            }
            case Command.Place place -> place(place);
            case Command.Protect protect -> desk(protect.symbol()).protect(protect.plan(), null, dispatch.now);
            case Command.Cancel cancel -> dispatch.cancel(cancel.clientId(), dispatch.now);
            case Command.Leave leave -> desk(leave.symbol()).leave(dispatch.now);
            case Command.Twap twap -> works.add(twap, desk(twap.symbol()).instrument(), dispatch.now, this::work);
            case Command.Iceberg iceberg -> works.add(iceberg, dispatch.now, this::work);
        }
    }

    private void halt(Command.Halt halt) {
        dispatch.state = TradingState.HALTED;
        works.clear();
        cancelEntries();
        if (halt.leave()) {
            dispatch.desks.forEach(desk -> desk.leave(dispatch.now));
        }
    }

    // Asked for again with time, until none is left: the first wish may be lost, or come before what it cancels.
    private void cancelEntries() {
        for (var order : List.copyOf(dispatch.orders.working())) {
            if (!order.request().reducing()) {
                dispatch.cancel(order.request().clientId(), dispatch.now);
            }
        }
    }

    private void place(Command.Place place) {
        var desk = desk(place.symbol());
        var id = dispatch.nextId();
        boolean reducing = !place.side().buying() && place.quantity() <= desk.position();
        var order = new OrderRequest(
                id,
                place.symbol(),
                place.side(),
                place.type(),
                place.quantity(),
                place.price(),
                place.stopPrice(),
                place.timeInForce(),
                place.postOnly(),
                reducing);
        boolean protects = place.side().buying()
                && (place.plan().stop() > 0 || place.plan().target() > 0);
        if (dispatch.send(desk, order) && protects) {
            desk.protect(place.plan(), id, dispatch.now);
        }
    }

    private Optional<String> work(Works.Part part) {
        var desk = desk(part.symbol());
        var id = dispatch.nextId();
        return dispatch.send(desk, part.order(id)) ? Optional.of(id) : Optional.empty();
    }

    private Desk desk(String symbol) {
        var desk = desks.get(symbol);
        if (desk == null) {
            throw new IllegalArgumentException(symbol + " is not traded here");
        }
        return desk;
    }

    // What was there before the first fill is not ours to sell.
    private long balance(Desk desk) {
        var instrument = desk.instrument();
        return FixedPoint.saturated(ledger.fifo(instrument.symbol()).position(), instrument.quantityScale());
    }
}
