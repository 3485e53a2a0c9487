package dev.catchwater.trading.source.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.Method;
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
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Binance spot. */
public final class BinanceExchange implements Exchange {

    private final BinanceApi api;
    private final BinanceMarket market;

    /**
     * An exchange at these addresses.
     *
     * @param orders a client that retries nothing
     * @param streams a client for the market's streams
     * @param dice for the pauses before a book is put together anew
     */
    public BinanceExchange(
            HttpClient orders,
            HttpClient streams,
            BinanceAddress address,
            ApiKey key,
            InstantSource clock,
            RandomGenerator dice) {
        api = new BinanceApi(orders, address.rest(), new BinanceSigner(key), clock);
        market = new BinanceMarket(api, streams, address.stream(), dice);
    }

    @Override
    public String name() {
        return "binance";
    }

    @Override
    public Uni<List<Instrument>> instruments(List<String> symbols) {
        var wanted = symbols.stream()
                .map(symbol -> "\"" + symbol.replace("/", "") + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        return api.open("/api/v3/exchangeInfo", Map.of("symbols", wanted), 20).map(info -> {
            var found = new ArrayList<Instrument>();
            info.path("symbols").forEach(symbol -> found.add(BinanceFields.instrument(symbol)));
            return found;
        });
    }

    @Override
    public Uni<Long> skew() {
        return api.measureSkew();
    }

    @Override
    public Uni<List<OrderReport>> submit(Instrument instrument, OrderRequest order) {
        return api.signed(Method.POST, "/api/v3/order", BinanceFields.order(instrument, order), 1)
                .map(body -> {
                    var reports = new ArrayList<OrderReport>();
                    var known = BinanceFields.order(instrument, body);
                    long time = body.path("transactTime").asLong();
                    reports.add(new OrderReport.Accepted(order.clientId(), known.venueId(), time));
                    for (var fill : body.path("fills")) {
                        reports.add(new OrderReport.Filled(
                                BinanceFields.fill(instrument, fill, order.clientId(), order.side(), time, false)));
                    }
                    ended(known).ifPresent(reports::add);
                    return reports;
                });
    }

    @Override
    public Uni<List<OrderReport>> cancel(Instrument instrument, String clientId) {
        return api.signed(Method.DELETE, "/api/v3/order", byName(instrument, clientId), 1)
                .flatMap(body -> {
                    var known = BinanceFields.order(instrument, body);
                    var end = new OrderReport.Canceled(clientId, known.time());
                    // What was traded of it before its end is asked for: afterwards nobody would.
                    return known.filled() == 0
                            ? Uni.createFrom().item(List.<OrderReport>of(end))
                            : fills(instrument, new VenueOrder(clientId, known.venueId(), known.state(), 0, 0))
                                    .map(fills -> withEnd(fills, end));
                });
    }

    private static List<OrderReport> withEnd(List<Fill> fills, OrderReport end) {
        var reports = new ArrayList<OrderReport>();
        fills.forEach(fill -> reports.add(new OrderReport.Filled(fill)));
        reports.add(end);
        return reports;
    }

    @Override
    public Uni<Optional<VenueOrder>> find(Instrument instrument, String clientId) {
        return api.signed(Method.GET, "/api/v3/order", byName(instrument, clientId), 4)
                .map(body -> Optional.of(BinanceFields.order(instrument, body)))
                .onFailure(BinanceExchange::isNoSuchOrder)
                .recoverWithItem(Optional.empty());
    }

    @Override
    public Uni<List<VenueOrder>> open(Instrument instrument) {
        return api.signed(Method.GET, "/api/v3/openOrders", Map.of("symbol", BinanceFields.symbol(instrument)), 6)
                .map(body -> {
                    var open = new ArrayList<VenueOrder>();
                    body.forEach(order -> open.add(BinanceFields.order(instrument, order)));
                    return open;
                });
    }

    @Override
    public Uni<List<Fill>> fills(Instrument instrument, VenueOrder order) {
        var query = Map.of("symbol", BinanceFields.symbol(instrument), "orderId", order.venueId());
        return api.signed(Method.GET, "/api/v3/myTrades", query, 5).map(body -> {
            var fills = new ArrayList<Fill>();
            body.forEach(trade -> fills.add(fill(instrument, order, trade)));
            return fills;
        });
    }

    @Override
    public Uni<Map<String, BigDecimal>> balances() {
        return api.signed(Method.GET, "/api/v3/account", Map.of("omitZeroBalances", "true"), 20)
                .map(body -> {
                    var balances = new TreeMap<String, BigDecimal>();
                    for (var balance : body.path("balances")) {
                        balances.put(
                                balance.path("asset").asText(),
                                Json.decimal(balance, "free").add(Json.decimal(balance, "locked")));
                    }
                    return balances;
                });
    }

    @Override
    public Uni<KeyRights> rights() {
        return api.signed(Method.GET, "/sapi/v1/account/apiRestrictions", Map.of(), 1)
                .map(body -> new KeyRights(
                        body.path("enableSpotAndMarginTrading").asBoolean(false),
                        body.path("enableWithdrawals").asBoolean(true)
                                || body.path("enableInternalTransfer").asBoolean(false)
                                || body.path("permitsUniversalTransfer").asBoolean(false),
                        body.path("ipRestrict").asBoolean(false)));
    }

    @Override
    public Multi<MarketEvent> market(List<Instrument> instruments) {
        return market.events(instruments);
    }

    private static Fill fill(Instrument instrument, VenueOrder order, JsonNode trade) {
        var side = trade.path("isBuyer").asBoolean() ? Side.BUY : Side.SELL;
        return BinanceFields.fill(
                instrument,
                trade,
                order.clientId(),
                side,
                trade.path("time").asLong(),
                trade.path("isMaker").asBoolean());
    }

    private static Map<String, String> byName(Instrument instrument, String clientId) {
        var query = new java.util.LinkedHashMap<String, String>();
        query.put("symbol", BinanceFields.symbol(instrument));
        query.put("origClientOrderId", clientId);
        return query;
    }

    private static Optional<OrderReport> ended(VenueOrder order) {
        return switch (order.state()) {
            case OPEN, FILLED -> Optional.empty();
            case CANCELED -> Optional.of(new OrderReport.Canceled(order.clientId(), order.time()));
            case EXPIRED -> Optional.of(new OrderReport.Expired(order.clientId(), order.time()));
            case REJECTED -> Optional.of(new OrderReport.Rejected(order.clientId(), "rejected", order.time()));
        };
    }

    private static boolean isNoSuchOrder(Throwable thrown) {
        return thrown instanceof ExchangeFailure.Thrown known && known.failure() instanceof ExchangeFailure.NoSuchOrder;
    }
}
