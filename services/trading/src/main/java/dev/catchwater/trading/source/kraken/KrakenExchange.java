package dev.catchwater.trading.source.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.KeyRights;
import dev.catchwater.trading.MarketEvent;
import dev.catchwater.trading.VenueOrder;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Kraken spot. */
public final class KrakenExchange implements Exchange {

    private static final Duration FULL = Duration.ofSeconds(5);

    private final KrakenApi api;
    private final KrakenQuestions questions;
    private final KrakenMarket market;
    private final KrakenExecutions executions;
    private final Map<String, EngineCounter> counters = new TreeMap<>();
    private final KrakenTier tier;
    private final InstantSource clock;

    /**
     * An exchange at these addresses.
     *
     * @param orders a client that retries nothing
     * @param streams a client for the WebSockets
     * @param dice for the pauses before a book is asked for anew
     */
    public KrakenExchange(
            HttpClient orders,
            HttpClient streams,
            KrakenAddress address,
            ApiKey key,
            KrakenTier tier,
            InstantSource clock,
            RandomGenerator dice) {
        api = new KrakenApi(orders, address.rest(), new KrakenSigner(key), tier.calls(), clock);
        questions = new KrakenQuestions(api);
        market = new KrakenMarket(streams, address.stream(), dice);
        executions = new KrakenExecutions(api, streams, address.reports());
        this.tier = tier;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "kraken";
    }

    @Override
    public Uni<List<Instrument>> instruments(List<String> symbols) {
        return api.open("AssetPairs").map(pairs -> {
            var found = new ArrayList<Instrument>();
            for (var pair : pairs) {
                var instrument = KrakenFields.instrument(pair);
                if (symbols.contains(instrument.symbol())) {
                    found.add(instrument);
                }
            }
            return found;
        });
    }

    @Override
    public Uni<Long> skew() {
        return api.measureSkew();
    }

    @Override
    public Uni<List<OrderReport>> submit(Instrument instrument, OrderRequest order) {
        return Uni.createFrom().deferred(() -> {
            if (!counted(instrument, order.clientId())) {
                return Uni.createFrom()
                        .failure(new ExchangeFailure.Limited(FULL, "too many orders for the pair's counter")
                                .asException());
            }
            return api.order("AddOrder", KrakenFields.order(instrument, order, api.now()))
                    .map(body -> List.of(new OrderReport.Accepted(order.clientId(), id(body), clock.millis())));
        });
    }

    /** Reports nothing: what was traded of it before its end must come first, and both come with the executions. */
    @Override
    public Uni<List<OrderReport>> cancel(Instrument instrument, String clientId) {
        return Uni.createFrom().deferred(() -> {
            synchronized (counters) {
                counter(instrument).cancel(clientId, clock.millis());
            }
            return api.order("CancelOrder", Map.of("cl_ord_id", clientId)).replaceWith(List.of());
        });
    }

    @Override
    public Uni<Optional<VenueOrder>> find(Instrument instrument, String clientId) {
        return questions.find(instrument, clientId);
    }

    @Override
    public Uni<List<VenueOrder>> open(Instrument instrument) {
        return questions.open(instrument);
    }

    @Override
    public Uni<List<Fill>> fills(Instrument instrument, VenueOrder order) {
        return questions.fills(instrument, order);
    }

    @Override
    public Uni<Map<String, BigDecimal>> balances() {
        return api.ask("Balance", Map.of(), 1).map(body -> {
            var balances = new TreeMap<String, BigDecimal>();
            body.fieldNames()
                    .forEachRemaining(asset -> balances.put(KrakenFields.currency(asset), Json.decimal(body, asset)));
            return balances;
        });
    }

    @Override
    public Uni<KeyRights> rights() {
        return api.ask("GetApiKeyInfo", Map.of(), 1).map(body -> {
            var rights = new ArrayList<String>();
            body.path("permissions").forEach(right -> rights.add(right.asText()));
            // A key of which it is not told what it may do may do everything.
            return new KeyRights(
                    rights.contains("modify-trades"),
                    rights.isEmpty() || rights.stream().anyMatch(right -> right.contains("withdraw")),
                    !body.path("ipAllowlist").isEmpty());
        });
    }

    @Override
    public Multi<MarketEvent> market(List<Instrument> instruments) {
        return market.events(instruments);
    }

    @Override
    public Multi<OrderReport> reports(List<Instrument> instruments) {
        return executions.reports(instruments);
    }

    private boolean counted(Instrument instrument, String clientId) {
        synchronized (counters) {
            return counter(instrument).add(clientId, clock.millis());
        }
    }

    private EngineCounter counter(Instrument instrument) {
        return counters.computeIfAbsent(instrument.symbol(), first -> tier.orders());
    }

    private static String id(JsonNode body) {
        var id = body.path("txid").path(0).asText("");
        if (id.isEmpty()) {
            throw new ExchangeFailure.Unknown("an answer without the order's number").asException();
        }
        return id;
    }
}
