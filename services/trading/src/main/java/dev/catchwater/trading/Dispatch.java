package dev.catchwater.trading;

import dev.catchwater.trading.ledger.Ledger;
import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.StateHash;
import dev.catchwater.trading.order.ClientIds;
import dev.catchwater.trading.order.Order;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.Orders;
import dev.catchwater.trading.risk.EquityWatch;
import dev.catchwater.trading.risk.Gates;
import dev.catchwater.trading.risk.RiskView;
import dev.catchwater.trading.risk.TradingState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of an order through the gates to the outlet, and what the gates look at. */
final class Dispatch implements Sending {

    final Orders orders = new Orders();
    final EquityWatch watch;
    final List<Desk> desks = new ArrayList<>();
    TradingState state = TradingState.ACTIVE;

    @Nullable
    Long skew;

    long now;
    long cash;
    long denied;

    private final EngineSettings settings;
    private final Outlet outlet;
    private final ClientIds ids;
    private final Gates gates;

    Dispatch(EngineSettings settings, Ledger ledger, Outlet outlet) {
        this.settings = settings;
        this.outlet = outlet;
        ids = new ClientIds(settings.prefix());
        gates = new Gates(settings.limits());
        watch = new EquityWatch(settings.limits());
        cash = ledger.money(settings.currency());
    }

    @Override
    public String nextId() {
        return ids.next();
    }

    @Override
    public boolean send(Desk desk, OrderRequest request) {
        var order = new Order(request, now);
        var denial = gates.check(request, view(desk));
        if (denial.isPresent()) {
            denied++;
            order.deny(denial.get().gate() + ": " + denial.get().reason());
            orders.add(order);
            return false;
        }
        order.submit();
        orders.add(order);
        outlet.submit(request);
        return true;
    }

    @Override
    public void cancel(@Nullable String clientId, long time) {
        var order = clientId == null ? Optional.<Order>empty() : orders.find(clientId);
        if (order.isPresent() && order.get().cancel(time)) {
            outlet.cancel(order.get().request());
        }
    }

    @Override
    public long cash(String currency) {
        return cash;
    }

    @Override
    public long equity() {
        return FixedPoint.saturatedSum(cash, exposure());
    }

    /** What one unit of a currency was worth last, where it is traded here. */
    Optional<BigDecimal> rate(String asset, String quote) {
        return desks.stream()
                .filter(desk -> desk.instrument().base().equals(asset)
                        && desk.instrument().quote().equals(quote)
                        && desk.mark() > 0)
                .findFirst()
                .map(desk -> desk.instrument().priceOf(desk.mark()));
    }

    void hash(StateHash hash) {
        hash.add(now).add(state.name()).add(ids.last()).add(denied);
        hash.add(skew == null ? Long.MIN_VALUE : skew);
        orders.hash(hash);
        gates.hash(hash);
        watch.hash(hash);
    }

    private long exposure() {
        long sum = 0;
        for (int i = 0; i < desks.size(); i++) {
            sum = FixedPoint.saturatedSum(sum, desks.get(i).worth());
        }
        return sum;
    }

    private RiskView view(Desk desk) {
        return new RiskView(
                now,
                settings.allowed(),
                state,
                watch.dailyLossReached(),
                watch.drawdownReached(),
                desk.instrument(),
                desk.mark(),
                desk.markTime(),
                desk.crossed(),
                desk.resyncing(),
                desk.position(),
                exposure(),
                orders.working().size(),
                skew);
    }
}
