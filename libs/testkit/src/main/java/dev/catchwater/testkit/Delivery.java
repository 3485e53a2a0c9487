package dev.catchwater.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Performs one reply on one exchange. */
final class Delivery {
    private final Exchange exchange;
    private final Reply reply;
    private final Framing framing;
    private byte[] held = new byte[0];

    Delivery(Exchange exchange, Reply reply) {
        this.exchange = exchange;
        this.reply = reply;
        this.framing = framing();
    }

    void run() {
        if (exchange.awaitClosed(reply.delay())) {
            return;
        }
        switch (reply.payload()) {
            case Payload.Silence() -> {}
            case Payload.Reset() -> exchange.reset();
            case Payload.Raw(byte[] bytes) -> exchange.cut(bytes);
            case Payload.Fixed(byte[] bytes) -> {
                head();
                body(List.of(bytes), Duration.ZERO);
            }
            case Payload.Chunks(List<byte[]> chunks, Duration gap) -> {
                head();
                body(chunks, gap);
            }
            case Payload.Live(var script) -> {
                head();
                live(script);
            }
        }
    }

    private void live(Consumer<StreamHandle> script) {
        if (framing == Framing.NONE) { // the head is all there may be
            exchange.end(held);
            return;
        }
        flush();
        script.accept(new StreamHandle(exchange, framing));
    }

    /** Keeps back the newest bytes, so that the last ones go out together with the end. */
    private void put(byte[] bytes) {
        flush();
        held = bytes;
    }

    private void flush() {
        if (held.length > 0) {
            exchange.outbox().write(held);
            held = new byte[0];
        }
    }

    private void head() {
        var head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" \r\n");
        reply.headers()
                .forEach(h -> head.append(h.getKey())
                        .append(": ")
                        .append(h.getValue())
                        .append("\r\n"));
        if (framing == Framing.CHUNKED) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (!isFramedByHand() && mayHaveBody() && reply.payload() instanceof Payload.Fixed(byte[] bytes)) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        put(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void body(List<byte[]> parts, Duration gap) {
        int left = switch (reply.ending()) {
            case Ending.Whole _ -> Integer.MAX_VALUE;
            case Ending.Reset(int bytes) -> bytes;
            case Ending.Cut(int bytes) -> bytes;
        };
        for (int i = 0; i < parts.size() && left > 0; i++) {
            if (i > 0 && gap.isPositive()) {
                flush();
                if (exchange.awaitClosed(gap)) {
                    return;
                }
            }
            byte[] part = parts.get(i);
            if (part.length > 0) {
                put(part.length > left ? framing.cut(part, left) : framing.whole(part));
            }
            left -= Math.min(left, part.length);
        }
        finish();
    }

    private void finish() {
        switch (reply.ending()) {
            case Ending.Whole _ -> {
                if (framing == Framing.CHUNKED) {
                    put(framing.end());
                }
                exchange.end(held);
            }
            case Ending.Reset _ -> {
                flush();
                exchange.reset();
            }
            case Ending.Cut _ -> {
                flush();
                exchange.cut(new byte[0]);
            }
        }
    }

    private Framing framing() {
        if (exchange.request().method().equals("HEAD") || !mayHaveBody()) {
            return Framing.NONE;
        }
        boolean known = reply.payload() instanceof Payload.Fixed;
        return known || isFramedByHand() ? Framing.PLAIN : Framing.CHUNKED;
    }

    private boolean isFramedByHand() {
        return reply.headers().stream()
                .anyMatch(h -> h.getKey().equalsIgnoreCase("Content-Length")
                        || h.getKey().equalsIgnoreCase("Transfer-Encoding"));
    }

    /** RFC 9112 §6.3: neither 1xx, 204 nor 304 has one. */
    private boolean mayHaveBody() {
        return reply.status() >= 200 && reply.status() != 204 && reply.status() != 304;
    }
}
