package dev.catchwater.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Performs one reply on one exchange. */
final class Delivery {
    private final Exchange exchange;
    private final Reply reply;
    private final Framing framing;

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
            case Payload.Raw(byte[] bytes) -> {
                exchange.outbox().write(bytes);
                exchange.cut();
            }
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
                script.accept(new StreamHandle(exchange, framing));
            }
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
        exchange.outbox().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void body(List<byte[]> parts, Duration gap) {
        int left = switch (reply.ending()) {
            case Ending.Whole _ -> Integer.MAX_VALUE;
            case Ending.Reset(int bytes) -> bytes;
            case Ending.Cut(int bytes) -> bytes;
        };
        for (int i = 0; i < parts.size() && left > 0; i++) {
            if (i > 0 && exchange.awaitClosed(gap)) {
                return;
            }
            byte[] part = parts.get(i);
            if (part.length > 0) {
                exchange.outbox().write(part.length > left ? framing.cut(part, left) : framing.whole(part));
            }
            left -= Math.min(left, part.length);
        }
        switch (reply.ending()) {
            case Ending.Whole _ -> exchange.end(framing);
            case Ending.Reset _ -> exchange.reset();
            case Ending.Cut _ -> exchange.cut();
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
