package dev.catchwater.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Carries out one reply on one exchange. */
final class Delivery {
    private final Exchanges owner;
    private final Exchange exchange;
    private final Lane lane;
    private final Reply reply;
    private final Head head;

    private Delivery(Exchange exchange, Reply reply, Exchanges owner) {
        this.owner = owner;
        this.exchange = exchange;
        this.lane = exchange.lane();
        this.reply = reply;
        this.head = Head.of(reply, exchange.request());
    }

    /**
     * Answers as the upstream decides; a script that fails is complained about and its connection reset. True when the
     * connection is to end after the answer.
     */
    static boolean deliver(Exchange exchange, Exchanges owner) {
        if (!exchange.isOpen()) {
            return true;
        }
        Reply reply = owner.replyTo(exchange.request());
        try {
            new Delivery(exchange, reply, owner).run();
        } catch (RuntimeException | AssertionError broken) {
            owner.failed("The script of an answer failed: " + exchange.request(), broken);
            exchange.reset();
        }
        exchange.delays().atRest(exchange);
        return exchange.lane().saidClose() || (reply.ending() instanceof Ending.Whole(boolean thenClose) && thenClose);
    }

    private void run() {
        if (exchange.pause(reply.delay())) {
            return;
        }
        switch (reply.payload()) {
            case Payload.Silence() -> {}
            case Payload.Reset() -> exchange.reset();
            case Payload.ResetStream(Http2Error error) -> exchange.resetStream(error);
            case Payload.GoAway(Http2Error error) -> exchange.goAway(error);
            case Payload.Raw(byte[] bytes) -> {
                lane.raw(bytes);
                exchange.cut();
            }
            case Payload.Fixed(byte[] bytes, int partBytes, Duration gap) -> body(parts(bytes, partBytes), gap);
            case Payload.Chunks(List<byte[]> chunks, Duration gap) -> body(chunks, gap);
            case Payload.Live(var script) -> live(script);
            case Payload.WebSocket(var spoken, var script) ->
                new Handshake(exchange, owner).accept(reply, spoken, script);
        }
    }

    private void live(Consumer<StreamHandle> script) {
        lane.head(head);
        if (head.bodiless()) { // the head is all there may be
            exchange.end();
            return;
        }
        lane.flush();
        script.accept(new StreamHandle(exchange));
    }

    private void body(List<byte[]> parts, Duration gap) {
        lane.head(head);
        int left = reply.ending().afterBytes();
        for (int i = 0; i < parts.size() && left > 0; i++) {
            if (i > 0 && gap.isPositive()) {
                lane.flush();
                if (exchange.pause(gap)) {
                    return;
                }
            }
            byte[] part = parts.get(i);
            if (part.length > 0) { // an empty chunk would be the last one
                lane.part(part, Math.min(left, part.length));
            }
            left -= Math.min(left, part.length);
        }
        finish();
    }

    private void finish() {
        switch (reply.ending()) {
            case Ending.Whole _ -> exchange.end();
            case Ending.Reset _ -> exchange.reset();
            case Ending.ResetStream(int _, Http2Error error) -> exchange.resetStream(error);
            case Ending.Cut _ -> exchange.cut();
            case Ending.Garbage(int _, byte[] bytes) -> {
                lane.raw(bytes);
                exchange.cut();
            }
        }
    }

    private static List<byte[]> parts(byte[] bytes, int each) {
        if (bytes.length <= each) {
            return List.of(bytes);
        }
        return IntStream.range(0, (bytes.length + each - 1) / each)
                .mapToObj(i -> Arrays.copyOfRange(bytes, i * each, Math.min(bytes.length, (i + 1) * each)))
                .toList();
    }
}
