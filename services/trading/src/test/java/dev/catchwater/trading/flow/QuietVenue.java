package dev.catchwater.trading.flow;

import dev.catchwater.trading.KeyRights;
import dev.catchwater.trading.MarketEvent;
import dev.catchwater.trading.VenueOrder;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An exchange of which orders rest, and one arrives after the first look. */
class QuietVenue implements dev.catchwater.trading.Exchange {

    final TreeMap<String, String> resting = new TreeMap<>();
    final List<String> canceled = new ArrayList<>();
    final TreeMap<String, BigDecimal> balances = new TreeMap<>(Map.of("BTC", BigDecimal.ONE));
    final List<OrderRequest> submitted = new ArrayList<>();
    String late;
    private final Instrument other;

    QuietVenue(Instrument other) {
        this.other = other;
    }

    void rest(String id, String symbol) {
        resting.put(id, symbol);
    }

    @Override
    public Uni<List<VenueOrder>> open(Instrument instrument) {
        var open = resting.entrySet().stream()
                .filter(each -> each.getValue().equals(instrument.symbol()))
                .map(each -> new VenueOrder(each.getKey(), "v", VenueOrder.State.OPEN, 0, 1))
                .toList();
        if (late != null) {
            rest(late, instrument.symbol());
            late = null;
        }
        return Uni.createFrom().item(open);
    }

    @Override
    public Uni<List<OrderReport>> cancel(Instrument instrument, String clientId) {
        canceled.add(clientId);
        resting.remove(clientId);
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<List<Instrument>> instruments(List<String> symbols) {
        return Uni.createFrom().item(List.of(other));
    }

    @Override
    public Uni<Map<String, BigDecimal>> balances() {
        return Uni.createFrom().item(balances);
    }

    @Override
    public String name() {
        return "venue";
    }

    @Override
    public Uni<Long> skew() {
        return Uni.createFrom().item(0L);
    }

    @Override
    public Uni<List<OrderReport>> submit(Instrument instrument, OrderRequest order) {
        submitted.add(order);
        return Uni.createFrom().nothing();
    }

    @Override
    public Uni<Optional<VenueOrder>> find(Instrument instrument, String clientId) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<List<Fill>> fills(Instrument instrument, VenueOrder order) {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<KeyRights> rights() {
        return Uni.createFrom().item(new KeyRights(true, false, true));
    }

    @Override
    public Multi<MarketEvent> market(List<Instrument> instruments) {
        return Multi.createFrom().nothing();
    }
}
