package dev.catchwater.trading.source.kraken;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.websocket.Subscription;
import dev.catchwater.fairlead.websocket.WebSocketClient;
import dev.catchwater.fairlead.websocket.WebSocketMessage;
import dev.catchwater.fairlead.websocket.WebSocketSession;
import dev.catchwater.fairlead.websocket.WebSocketSignal;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.source.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the customer's orders, over a WebSocket that a token opens. Messages are numbered: where one is missing
 * the connection is made anew, and the snapshot tells what rests and the last fifty trades.
 */
final class KrakenExecutions {

    private static final int REMEMBERED = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final KrakenApi api;
    private final HttpClient http;
    private final URI address;

    KrakenExecutions(KrakenApi api, HttpClient http, URI address) {
        this.api = api;
        this.http = http;
        this.address = address;
    }

    Multi<OrderReport> reports(List<Instrument> instruments) {
        return Multi.createFrom().emitter(emitter -> {
            var session = http.webSockets(KrakenMarket.POLICY).connect(WebSocketClient.request(address.toString()));
            session.subscribe(Subscription.of("executions", this::subscription));
            new Reading(session, emitter, instruments).begin();
        });
    }

    private Uni<WebSocketMessage> subscription() {
        return api.ask("GetWebSocketsToken", Map.of(), 1)
                .map(body ->
                        new WebSocketMessage.Text("{\"method\":\"subscribe\",\"params\":{\"channel\":\"executions\","
                                + "\"snap_orders\":true,\"snap_trades\":true,\"token\":"
                                + body.path("token").toString() + "}}"));
    }

    /** One reader; all of it happens on the session's event loop. */
    private static final class Reading {

        private final WebSocketSession session;
        private final MultiEmitter<? super OrderReport> listener;
        private final Map<String, Instrument> instruments;
        // Some messages name an order by the exchange's number alone.
        private final Map<String, String> names = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > REMEMBERED;
            }
        };
        private Cancellable waiting = () -> {};
        private long next = -1;

        Reading(WebSocketSession session, MultiEmitter<? super OrderReport> listener, List<Instrument> instruments) {
            this.session = session;
            this.listener = listener;
            this.instruments = instruments.stream().collect(Collectors.toMap(Instrument::symbol, Function.identity()));
        }

        void begin() {
            var reading = session.signals().subscribe().with(this::take, listener::fail, listener::complete);
            listener.onTermination(() -> {
                reading.cancel();
                waiting.cancel();
            });
        }

        private void take(WebSocketSignal signal) {
            switch (signal) {
                case WebSocketSignal.Connected _ -> next = -1;
                case WebSocketMessage.Text text -> read(text.text());
                default -> {}
            }
        }

        private void read(String text) {
            try {
                var message = Json.read(text);
                if (message.path("channel").asText().equals("executions") && inOrder(message)) {
                    for (var data : message.path("data")) {
                        tell(data);
                    }
                } else if (message.has("success") && !message.path("success").asBoolean()) {
                    refused();
                }
            } catch (JsonProcessingException
                    | IllegalArgumentException
                    | ArithmeticException
                    | DateTimeException unreadable) {
                session.reconnect();
            }
        }

        // At once it would be refused again, and each token costs a call.
        private void refused() {
            waiting.cancel();
            waiting = Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(PAUSE)
                    .subscribe()
                    .with(waited -> session.reconnect());
        }

        /** Whether this message comes next. One that was read before is left out; after a gap all are, until the snapshot. */
        private boolean inOrder(JsonNode message) {
            long number = message.path("sequence").asLong();
            if (message.path("type").asText().equals("snapshot")) {
                next = number + 1;
                return true;
            }
            if (number == next) {
                next++;
                return true;
            }
            if (next > 0 && number > next) {
                next = -1;
                session.reconnect();
            }
            return false;
        }

        private void tell(JsonNode data) {
            var name = name(data);
            if (name == null) {
                return;
            }
            long time = Instant.parse(data.path("timestamp").asText()).toEpochMilli();
            switch (data.path("exec_type").asText()) {
                case "new" ->
                    listener.emit(
                            new OrderReport.Accepted(name, data.path("order_id").asText(), time));
                case "trade" -> traded(name, data, time);
                case "canceled" -> listener.emit(new OrderReport.Canceled(name, time));
                case "expired" -> listener.emit(new OrderReport.Expired(name, time));
                default -> {}
            }
        }

        private void traded(String name, JsonNode data, long time) {
            var instrument = instruments.get(data.path("symbol").asText());
            if (instrument == null) {
                return;
            }
            var fee = data.path("fees").path(0);
            listener.emit(new OrderReport.Filled(KrakenFields.fill(
                    instrument,
                    new KrakenFields.Traded(
                            data.path("exec_id").asText(),
                            name,
                            data.path("side").asText().equals("buy") ? Side.BUY : Side.SELL,
                            Json.decimal(data, "last_price"),
                            Json.decimal(data, "last_qty"),
                            Json.decimal(data, "cost"),
                            Json.decimal(fee, "qty"),
                            fee.path("asset").asText(instrument.quote()),
                            time,
                            data.path("liquidity_ind").asText().equals("m")))));
        }

        private @Nullable String name(JsonNode data) {
            var id = data.path("order_id").asText();
            if (data.has("cl_ord_id")) {
                names.put(id, data.path("cl_ord_id").asText());
            }
            return names.get(id);
        }
    }
}
