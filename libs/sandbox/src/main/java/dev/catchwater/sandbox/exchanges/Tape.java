package dev.catchwater.sandbox.exchanges;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The market streams: one message a stream and move, with what is asked to go wrong with them. */
final class Tape {

    private record Reader(Wire wire, Set<String> streams) {}

    private static final int MOST_READERS = 300;

    private final List<Reader> readers = new ArrayList<>();
    private final Mishaps mishaps = new Mishaps();

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
            var reader = new Reader(new Wire(socket), streams);
            readers.add(reader);
            socket.closeHandler(gone -> readers.remove(reader));
        });
    }

    void tell(Market market, Market.Move move) {
        var symbol = market.pair().symbol().toLowerCase(Locale.ROOT);
        send(symbol + "@trade", Shapes.trade(market, move), Mishaps.Fate.SENT);
        send(symbol + "@depth@100ms", Shapes.depth(market, move), mishaps.next());
    }

    /** What goes wrong with the next differences of books. */
    Mishaps mishaps() {
        return mishaps;
    }

    int size() {
        return readers.size();
    }

    int drop() {
        int open = readers.size();
        List.copyOf(readers).forEach(reader -> reader.wire().close());
        return open;
    }

    private void send(String stream, JsonObject data, Mishaps.Fate fate) {
        var text = new JsonObject().put("stream", stream).put("data", data).encode();
        for (var reader : readers) {
            if (reader.streams().contains(stream)) {
                reader.wire().send(text, fate);
            }
        }
    }
}
