package dev.catchwater.trading.source.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.trading.VenueOrder;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Kraken can be asked of orders. Each question costs: a counter allows some twenty, and then one in one to three seconds. */
final class KrakenQuestions {

    private static final int TRADES_AT_ONCE = 20;

    private final KrakenApi api;

    KrakenQuestions(KrakenApi api) {
        this.api = api;
    }

    Uni<List<VenueOrder>> open(Instrument instrument) {
        return api.ask("OpenOrders", Map.of(), 1).map(body -> orders(instrument, body.path("open")));
    }

    /**
     * Among what is over, since that is what is asked for most; then among what rests; and then once more, as it may have
     * ended between the two.
     */
    Uni<Optional<VenueOrder>> find(Instrument instrument, String clientId) {
        return closed(instrument, clientId)
                .flatMap(over -> over.isPresent() ? Uni.createFrom().item(over) : resting(instrument, clientId))
                .flatMap(found -> found.isPresent() ? Uni.createFrom().item(found) : closed(instrument, clientId));
    }

    /** The trades of an order; not put together as they are by default, or they would have other names. */
    Uni<List<Fill>> fills(Instrument instrument, VenueOrder order) {
        var asked = Map.of("txid", order.venueId(), "trades", "true", "consolidate_taker", "false");
        return api.ask("QueryOrders", asked, 1)
                .map(body -> {
                    var ids = new ArrayList<String>();
                    body.path(order.venueId()).path("trades").forEach(id -> ids.add(id.asText()));
                    return ids;
                })
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .group()
                .intoLists()
                .of(TRADES_AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(ids -> trades(instrument, order, ids))
                .collect()
                .in(ArrayList<Fill>::new, List::addAll)
                .map(List::copyOf);
    }

    private Uni<List<Fill>> trades(Instrument instrument, VenueOrder order, List<String> ids) {
        return api.ask("QueryTrades", Map.of("txid", String.join(",", ids)), 2).map(body -> {
            var fills = new ArrayList<Fill>();
            ids.stream()
                    .filter(body::has)
                    .forEach(id -> fills.add(KrakenFields.fill(instrument, id, body.path(id), order.clientId())));
            return fills;
        });
    }

    private Uni<Optional<VenueOrder>> closed(Instrument instrument, String clientId) {
        return named("ClosedOrders", "closed", instrument, clientId);
    }

    private Uni<Optional<VenueOrder>> resting(Instrument instrument, String clientId) {
        return named("OpenOrders", "open", instrument, clientId);
    }

    private Uni<Optional<VenueOrder>> named(String call, String list, Instrument instrument, String clientId) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("cl_ord_id", clientId);
        return api.ask(call, asked, 1)
                .map(body -> orders(instrument, body.path(list)).stream()
                        .filter(order -> order.clientId().equals(clientId))
                        .findFirst());
    }

    private static List<VenueOrder> orders(Instrument instrument, JsonNode all) {
        var orders = new ArrayList<VenueOrder>();
        all.properties().forEach(entry -> {
            var order = entry.getValue();
            if (order.at("/descr/pair").asText().equals(KrakenFields.pair(instrument))) {
                orders.add(KrakenFields.order(instrument, entry.getKey(), order));
            }
        });
        return orders;
    }
}
