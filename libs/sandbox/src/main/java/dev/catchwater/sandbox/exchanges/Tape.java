package dev.catchwater.sandbox.exchanges;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The market streams: one message a stream and move, with what is asked to go wrong with them. */
final class Tape {

    private record Reader(ServerWebSocket socket, Set<String> streams) {}

    private static final int MOST_READERS = 300;

    private final List<Reader> readers = new ArrayList<>();
    private int lose;
    private int twice;

    void open(RoutingContext ctx, Map<String, Market> markets) {
        var streams = Set.of(ctx.request().getParam("streams", "").split("/"));
        boolean known = streams.stream()
                .allMatch(stream ->
                        markets.containsKey(stream.replaceFirst("@.*", "").toUpperCase(Locale.ROOT)));
        if (!known || readers.size() >= MOST_READERS) {
            ctx.response().setStatusCode(400).end();
            return;
        }
        ctx.request().toWebSocket().onSuccess(socket -> {
            var reader = new Reader(socket, streams);
            readers.add(reader);
            socket.closeHandler(gone -> readers.remove(reader));
        });
    }

    void tell(Market market, Market.Move move) {
        var symbol = market.pair().symbol().toLowerCase(Locale.ROOT);
        send(symbol + "@trade", Shapes.trade(market, move));
        if (lose > 0) {
            lose--;
            return;
        }
        for (int times = twice-- > 0 ? 2 : 1; times > 0; times--) {
            send(symbol + "@depth@100ms", Shapes.depth(market, move));
        }
        twice = Math.max(0, twice);
    }

    /** The next differences are not sent at all. */
    void lose(int count) {
        lose = count;
    }

    /** The next differences are sent twice. */
    void twice(int count) {
        twice = count;
    }

    int size() {
        return readers.size();
    }

    int drop() {
        int open = readers.size();
        List.copyOf(readers).forEach(reader -> reader.socket().close());
        return open;
    }

    private void send(String stream, JsonObject data) {
        var text = new JsonObject().put("stream", stream).put("data", data).encode();
        for (var reader : readers) {
            if (reader.streams().contains(stream) && !reader.socket().isClosed()) {
                reader.socket().writeTextMessage(text);
            }
        }
    }
}
