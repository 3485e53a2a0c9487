package dev.catchwater.sandbox.exchanges;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Kraken's WebSockets of version 2: who reads them, and what they are told. */
final class KrakenStreams implements Account.Watcher {

    private static final int MOST_READERS = 300;
    private static final long HEARTBEAT = 1_000;

    private final Floor floor;
    private final KrakenKeys keys;
    private final List<KrakenReader> readers = new ArrayList<>();
    private final Mishaps books = new Mishaps();
    private final Mishaps orders = new Mishaps();
    private long connections;

    KrakenStreams(Floor floor, KrakenKeys keys) {
        this.floor = floor;
        this.keys = keys;
    }

    /** What goes wrong with the next updates of books. */
    Mishaps toldBooks() {
        return books;
    }

    /** And with the next executions. */
    Mishaps toldOrders() {
        return orders;
    }

    int size() {
        return readers.size();
    }

    int drop() {
        int open = readers.size();
        List.copyOf(readers).forEach(reader -> reader.wire().close());
        return open;
    }

    void open(RoutingContext ctx, boolean authenticated) {
        if (readers.size() >= MOST_READERS) {
            ctx.response().setStatusCode(503).end();
            return;
        }
        ctx.request().toWebSocket().onSuccess(socket -> {
            var reader = new KrakenReader(new Wire(socket), floor, keys, authenticated);
            readers.add(reader);
            long beat = ctx.vertx().setPeriodic(HEARTBEAT, timer -> reader.beat());
            socket.closeHandler(gone -> {
                ctx.vertx().cancelTimer(beat);
                readers.remove(reader);
            });
            socket.textMessageHandler(reader::hear);
            reader.greet(++connections);
        });
    }

    void tell(Market market, Market.Move move) {
        var fate = books.next();
        readers.forEach(reader -> reader.moved(market, move, fate));
    }

    @Override
    public void taken(Ticket ticket) {
        execution(data -> KrakenReports.taken(data, ticket, "pending_new"));
        execution(data -> KrakenReports.live(data, ticket));
    }

    @Override
    public void dealt(Ticket ticket, Ticket.Deal deal) {
        execution(data -> KrakenReports.dealt(data, ticket, deal));
    }

    @Override
    public void ended(Ticket ticket) {
        execution(data -> KrakenReports.ended(data, ticket));
    }

    private void execution(Consumer<JsonObject> report) {
        var fate = orders.next();
        var data = new JsonObject();
        report.accept(data);
        readers.forEach(reader -> reader.execution(data, fate));
    }
}
