package dev.catchwater.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What an {@link Upstream} answers to the requests of one {@link Match}. It takes part from the call that gives it an
 * answer; a later such call replaces the answer and starts its sequence anew.
 */
public final class Expectation {
    private final Match match;
    private final Consumer<Expectation> registration;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean early;
    private volatile Answer answer = request -> Reply.status(501);

    Expectation(Match match, Consumer<Expectation> registration) {
        this.match = match;
        this.registration = registration;
    }

    /** One reply per request, in this order; the last one repeats. */
    public Expectation reply(Reply first, Reply... more) {
        List<Reply> sequence = Stream.concat(Stream.of(first), Stream.of(more)).toList();
        var next = new AtomicInteger();
        return answer(request -> sequence.get(next.getAndUpdate(i -> Math.min(i + 1, sequence.size() - 1))));
    }

    /** A reply that depends on the request. */
    public Expectation answer(Answer decision) {
        answer = decision;
        registration.accept(this);
        return this;
    }

    /**
     * Answers as soon as a request's head is there. Its body is then read and dropped, or not even that once the reply
     * has ended the connection; the record has none of it, and conditions on it hold for no request.
     */
    public Expectation beforeBody() {
        early = true;
        return this;
    }

    /** Every request opens a chunked 200 that the test takes from here and writes. */
    public Opened<StreamHandle> stream() {
        var opened = new Opened<StreamHandle>();
        reply(Reply.stream(opened::add));
        return opened;
    }

    /** Every request opens an event stream that the test takes from here and writes. */
    public Opened<SseHandle> sse() {
        var opened = new Opened<SseHandle>();
        reply(Reply.sse(opened::add));
        return opened;
    }

    /**
     * Every request opens a WebSocket that the test takes from here. A handshake is refused by any other reply:
     * {@code reply(Reply.status(403))}.
     *
     * @param subprotocols that the upstream speaks; the first of them that the client offers is chosen
     */
    public Opened<WsHandle> webSocket(String... subprotocols) {
        var opened = new Opened<WsHandle>();
        reply(Reply.webSocket(opened::add, subprotocols));
        return opened;
    }

    /** How many requests it has answered or begun to answer. */
    public int calls() {
        return calls.get();
    }

    boolean isEarly() {
        return early;
    }

    Match match() {
        return match;
    }

    Reply replyTo(Received request) throws Exception {
        calls.incrementAndGet();
        return answer.to(request);
    }
}
