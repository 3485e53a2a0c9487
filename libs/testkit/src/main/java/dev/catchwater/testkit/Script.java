package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.RawRequest;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The expectations of one upstream and the record of what became of them. */
final class Script implements Connection.Exchanges {
    private final InstantSource clock;
    private final Consumer<Connection> onClosed;
    private final List<Expectation> expectations = new CopyOnWriteArrayList<>();
    private final Ledger<Received> requests = new Ledger<>("requests");
    private final Ledger<Disconnect> disconnects = new Ledger<>("disconnects");
    private final Ledger<String> complaints = new Ledger<>("complaints");

    Script(InstantSource clock, Consumer<Connection> onClosed) {
        this.clock = clock;
        this.onClosed = onClosed;
    }

    synchronized void add(Expectation expectation) {
        if (!expectations.contains(expectation)) {
            expectations.add(expectation);
        }
    }

    Ledger<Received> requests() {
        return requests;
    }

    Ledger<Disconnect> disconnects() {
        return disconnects;
    }

    Ledger<String> complaints() {
        return complaints;
    }

    @Override
    public Received received(RawRequest raw, long connection) {
        var request = new Received(raw, connection, clock.instant());
        requests.add(request);
        return request;
    }

    @Override
    public Reply replyTo(Received request) {
        Optional<Expectation> expectation = find(request);
        if (expectation.isEmpty()) {
            String text = new Mismatch(
                            request,
                            expectations.stream().map(Expectation::match).toList())
                    .text();
            complaints.add(text);
            return explained(501, text);
        }
        try {
            return expectation.get().replyTo(request);
        } catch (Exception | AssertionError broken) {
            failed("No answer could be decided for " + request, broken);
            return explained(500, broken.toString());
        }
    }

    @Override
    public void disconnected(Exchange exchange) {
        disconnects.add(new Disconnect(exchange.request(), exchange.sentBytes(), clock.instant()));
    }

    @Override
    public void failed(String what, Throwable cause) {
        complaints.add(what + ": " + cause);
    }

    @Override
    public void closed(Connection connection) {
        onClosed.accept(connection);
    }

    private Optional<Expectation> find(Received request) {
        // max keeps the first of equals, which reversed is the latest
        return List.copyOf(expectations).reversed().stream()
                .filter(e -> e.match().matches(request))
                .max(Comparator.comparingInt(e -> e.match().conditions().size()));
    }

    private static Reply explained(int status, String text) {
        return Reply.status(status)
                .header("Content-Type", "text/plain; charset=utf-8")
                .body(text);
    }
}
