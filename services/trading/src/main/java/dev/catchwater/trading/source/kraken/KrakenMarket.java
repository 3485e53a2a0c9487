package dev.catchwater.trading.source.kraken;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.websocket.Subscription;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Trades and books of some pairs over one WebSocket of version 2. */
final class KrakenMarket {

    /** Each second comes a heartbeat: ten without one are a connection that is gone. */
    static final WebSocketPolicy POLICY =
            WebSocketPolicy.DEFAULT.withHeartbeat(Duration.ofSeconds(5), Duration.ofSeconds(5));

    private final HttpClient http;
    private final URI address;
    private final RandomGenerator dice;

    KrakenMarket(HttpClient http, URI address, RandomGenerator dice) {
        this.http = http;
        this.address = address;
        this.dice = dice;
    }

    Multi<MarketEvent> events(List<Instrument> instruments) {
        return Multi.createFrom().emitter(emitter -> {
            var session = http.webSockets(POLICY).connect(WebSocketClient.request(address.toString()));
            new Reading(session, emitter, instruments).begin();
        });
    }

    private static Subscription subscription(String channel, Instrument instrument, String more) {
        var params = "{\"channel\":\"" + channel + "\",\"symbol\":[\"" + instrument.symbol() + "\"]";
        var ask = "{\"method\":\"subscribe\",\"params\":" + params + more + "}}";
        var end = "{\"method\":\"unsubscribe\",\"params\":" + params + more + "}}";
        return Subscription.of(channel + " " + instrument.symbol(), ask).withUnsubscribe(end);
    }

    private static Subscription book(Instrument instrument) {
        return subscription("book", instrument, ",\"depth\":" + KrakenFeed.DEPTH);
    }

    /** One reader; all of it happens on the session's event loop. */
    private final class Reading {

        private final WebSocketSession session;
        private final MultiEmitter<? super MarketEvent> listener;
        private final Map<String, KrakenFeed> feeds = new LinkedHashMap<>();

        Reading(WebSocketSession session, MultiEmitter<? super MarketEvent> listener, List<Instrument> instruments) {
            this.session = session;
            this.listener = listener;
            for (var instrument : instruments) {
                var book = book(instrument);
                feeds.put(instrument.symbol(), new KrakenFeed(instrument, dice, listener::emit, () -> {
                    session.unsubscribe(book.id());
                    session.subscribe(book);
                }));
            }
        }

        void begin() {
            for (var feed : feeds.values()) {
                session.subscribe(book(feed.instrument()));
                session.subscribe(subscription("trade", feed.instrument(), ",\"snapshot\":false"));
            }
            var reading = session.signals().subscribe().with(this::take, listener::fail, listener::complete);
            listener.onTermination(() -> {
                reading.cancel();
                feeds.values().forEach(KrakenFeed::stop);
            });
        }

        private void take(WebSocketSignal signal) {
            switch (signal) {
                case WebSocketSignal.Connected _ -> feeds.values().forEach(KrakenFeed::connected);
                case WebSocketSignal.Disconnected _ -> feeds.values().forEach(feed -> feed.stop("disconnected"));
                case WebSocketMessage.Text text -> read(text.text());
                default -> {}
            }
        }

        private void read(String text) {
            try {
                var message = Json.read(text);
                for (var data : message.path("data")) {
                    var feed = feeds.get(data.path("symbol").asText());
                    if (feed != null) {
                        handle(feed, message, data);
                    }
                }
            } catch (JsonProcessingException
                    | IllegalArgumentException
                    | ArithmeticException
                    | DateTimeException unreadable) {
                // What one message said is lost: the books can no longer be trusted.
                feeds.values().forEach(feed -> feed.restart("a message that cannot be read"));
            }
        }

        private void handle(KrakenFeed feed, JsonNode message, JsonNode data) {
            boolean snapshot = message.path("type").asText().equals("snapshot");
            switch (message.path("channel").asText()) {
                case "book" -> feed.take(snapshot, data);
                case "trade" -> listener.emit(new MarketEvent.Traded(trade(feed.instrument(), data)));
                default -> {}
            }
        }
    }

    private static PublicTrade trade(Instrument instrument, JsonNode data) {
        return new PublicTrade(
                instrument.symbol(),
                data.path("trade_id").asText(),
                instrument.price(Json.decimal(data, "price")),
                instrument.quantity(Json.decimal(data, "qty")),
                Instant.parse(data.path("timestamp").asText()).toEpochMilli(),
                data.path("side").asText().equals("sell"));
    }
}
