package dev.catchwater.trading.source.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.websocket.WebSocketClient;
import dev.catchwater.fairlead.websocket.WebSocketMessage;
import dev.catchwater.fairlead.websocket.WebSocketPolicy;
import dev.catchwater.fairlead.websocket.WebSocketSession;
import dev.catchwater.fairlead.websocket.WebSocketSignal;
import dev.catchwater.trading.MarketEvent;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.PublicTrade;
import dev.catchwater.trading.source.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Trades and books of some pairs over one combined stream. */
final class BinanceMarket {

    private final BinanceApi api;
    private final HttpClient http;
    private final URI base;
    private final RandomGenerator dice;

    BinanceMarket(BinanceApi api, HttpClient http, URI base, RandomGenerator dice) {
        this.api = api;
        this.http = http;
        this.base = base;
        this.dice = dice;
    }

    Multi<MarketEvent> events(List<Instrument> instruments) {
        var streams = instruments.stream()
                .map(instrument -> BinanceFields.symbol(instrument).toLowerCase(Locale.ROOT))
                .map(symbol -> symbol + "@trade/" + symbol + "@depth@100ms")
                .collect(Collectors.joining("/"));
        return Multi.createFrom().emitter(emitter -> {
            var request = WebSocketClient.request(base + "/stream?streams=" + streams);
            var session = http.webSockets(WebSocketPolicy.DEFAULT).connect(request);
            new Reading(session, emitter, instruments).begin();
        });
    }

    /** One reader of the streams; all of it happens on the session's event loop. */
    private final class Reading {

        private final WebSocketSession session;
        private final MultiEmitter<? super MarketEvent> listener;
        private final Map<String, BinanceBook> books = new LinkedHashMap<>();

        Reading(WebSocketSession session, MultiEmitter<? super MarketEvent> listener, List<Instrument> instruments) {
            this.session = session;
            this.listener = listener;
            for (var instrument : instruments) {
                books.put(BinanceFields.symbol(instrument), new BinanceBook(instrument, api, dice, listener::emit));
            }
        }

        void begin() {
            var reading = session.signals().subscribe().with(this::take, listener::fail, listener::complete);
            listener.onTermination(() -> {
                reading.cancel();
                books.values().forEach(BinanceBook::stop);
            });
        }

        private void take(WebSocketSignal signal) {
            switch (signal) {
                case WebSocketSignal.Connected _ -> books.values().forEach(book -> book.restart("connected"));
                case WebSocketSignal.Disconnected _ -> books.values().forEach(book -> book.stop("disconnected"));
                case WebSocketMessage.Text text -> read(text.text());
                default -> {}
            }
        }

        private void read(String text) {
            try {
                var message = Json.read(text);
                if (message.path("e").asText().equals("serverShutdown")) {
                    session.reconnect();
                    return;
                }
                var data = message.path("data");
                var book = books.get(data.path("s").asText());
                if (book != null) {
                    handle(book, data);
                }
            } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException unreadable) {
                // What one message said is lost: the books can no longer be trusted.
                books.values().forEach(book -> book.restart("a message that cannot be read"));
            }
        }

        private void handle(BinanceBook book, JsonNode data) {
            switch (data.path("e").asText()) {
                case "depthUpdate" -> book.diff(data);
                case "trade" -> listener.emit(new MarketEvent.Traded(trade(book.instrument(), data)));
                default -> {}
            }
        }
    }

    static PublicTrade trade(Instrument instrument, JsonNode data) {
        return new PublicTrade(
                instrument.symbol(),
                data.path("t").asText(),
                instrument.price(Json.decimal(data, "p")),
                instrument.quantity(Json.decimal(data, "q")),
                data.path("T").asLong(),
                data.path("m").asBoolean());
    }
}
