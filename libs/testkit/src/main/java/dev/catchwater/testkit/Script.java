package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.RawRequest;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The expectations of one upstream and the record of what became of them. */
final class Script implements Exchanges {
    private static final int RECORDED = 100_000;
    private static final int COMPLAINTS = 100;

    /** Bytes of bodies that the record keeps; of later requests it has all but the body. */
    private static final long KEPT_BODY_BYTES = 64L << 20;

    private final Consumer<Connection> onClosed;
    private final List<Expectation> expectations = new CopyOnWriteArrayList<>();
    private final Ledger<Received> requests = new Ledger<>("requests", RECORDED);
    private final Ledger<Disconnect> disconnects = new Ledger<>("disconnects", RECORDED);
    private final Ledger<String> complaints = new Ledger<>("complaints", COMPLAINTS);
    private final Ledger<String> handshakeFailures = new Ledger<>("failed handshakes", RECORDED);
    private final AtomicLong keptBytes = new AtomicLong();
    private volatile InstantSource clock;
    private volatile Delays delays = Delays.REAL;

    Script(InstantSource clock, Consumer<Connection> onClosed) {
        this.clock = clock;
        this.onClosed = onClosed;
    }

    synchronized void add(Expectation expectation) {
        if (!expectations.contains(expectation)) {
            expectations.add(expectation);
        }
    }

    void useTime(ManualClock time) {
        clock = time;
        delays = new VirtualDelays(time);
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

    Ledger<String> handshakeFailures() {
        return handshakeFailures;
    }

    @Override
    public boolean isAnsweredEarly(RawRequest head) {
        return expectations.stream().anyMatch(Expectation::isEarly)
                && find(new Received(head, 0, clock.instant()))
                        .filter(Expectation::isEarly)
                        .isPresent();
    }

    @Override
    public Received received(RawRequest raw, long connection) {
        var request = new Received(raw, connection, clock.instant());
        boolean fits = keptBytes.addAndGet(raw.keptBody().length) <= KEPT_BODY_BYTES;
        Received entry =
                fits ? request : new Received(raw.withBody(new byte[0], raw.bodyLength()), connection, request.at());
        if (!requests.add(entry)) {
            complaints.add("More than " + RECORDED + " requests: later ones were answered but not recorded");
        }
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
    public Delays delays() {
        return delays;
    }

    @Override
    public void disconnected(Exchange exchange) {
        disconnects.add(new Disconnect(exchange.request(), exchange.lane().sentBytes(), clock.instant()));
    }

    @Override
    public void failed(String what, Throwable cause) {
        complaints.add(what + ": " + cause);
    }

    @Override
    public void handshakeFailed(String why) {
        handshakeFailures.add(why);
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
