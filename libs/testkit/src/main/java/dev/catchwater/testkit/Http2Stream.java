package dev.catchwater.testkit;

import dev.catchwater.testkit.http2.Field;
import dev.catchwater.testkit.http2.Frame;
import dev.catchwater.testkit.wire.RawRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One stream of an HTTP/2 connection: its request as it comes in, then its exchange. */
final class Http2Stream {
    private final int id;
    private final Http2 http2;
    private final RawRequest head;
    private final Http2Lane lane;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long bodyLength;
    private boolean begun;
    private volatile boolean isWhole;
    private volatile boolean abandoned;
    private volatile @Nullable Exchange exchange;

    Http2Stream(int id, Http2 http2, RawRequest head) {
        this.id = id;
        this.http2 = http2;
        this.head = head;
        this.lane = new Http2Lane(id, http2);
    }

    /** RFC 9113 §8.3.1: what HTTP/1.1 has in the request line; the authority stands where Host would. */
    static RawRequest request(List<Field> fields) {
        var pseudo = new TreeMap<String, String>();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Field field : fields) {
            if (field.name().startsWith(":")) {
                pseudo.put(field.name(), field.value());
            } else {
                headers.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field.value());
            }
        }
        String authority = pseudo.get(":authority");
        if (authority != null) {
            headers.putIfAbsent("host", List.of(authority));
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return new RawRequest(
                "HTTP/2",
                pseudo.getOrDefault(":method", ""),
                pseudo.getOrDefault(":path", ""),
                Collections.unmodifiableMap(headers));
    }

    int id() {
        return id;
    }

    /** The head is here. */
    void begin(boolean ends) {
        isWhole = ends;
        if (ends || http2.owner().isAnsweredEarly(head)) {
            ask(head);
        }
    }

    /** More of the request is here. */
    void received(byte[] body, boolean ends) {
        isWhole |= ends;
        if (begun) {
            return; // it was answered before its body was read
        }
        kept.write(body, 0, Math.min(body.length, RawRequest.KEPT_BODY_BYTES - kept.size()));
        bodyLength += body.length;
        if (ends) {
            ask(head.withBody(kept.toByteArray(), bodyLength));
        }
    }

    /** The client wants no answer any more; where the upstream was ending the connection, that is no news. */
    void clientLeft(boolean expected) throws InterruptedException {
        Exchange asked = exchange;
        if (asked == null) {
            http2.over(this);
            return;
        }
        if (!asked.isOpen()) {
            lane.awaitDrain(Http1.LAST_BYTES);
        }
        if (!asked.isOver()) {
            if (!expected) {
                http2.owner().disconnected(asked);
            }
            http2.over(this);
            abandon();
        }
    }

    void abandon() {
        abandoned = true;
        lane.close();
        Exchange asked = exchange;
        if (asked != null) {
            asked.abandon();
        }
    }

    private void ask(RawRequest request) {
        begun = true;
        Received received = http2.owner().received(request, http2.connection().id());
        var asked =
                new Exchange(received, lane, http2.connection(), http2.owner().delays());
        exchange = asked;
        if (abandoned) {
            asked.abandon();
        }
        http2.connection().thread("stream-" + id, () -> answer(asked));
    }

    private void answer(Exchange asked) {
        try {
            boolean closes = Delivery.deliver(asked, http2.owner());
            asked.awaitOver();
            if (closes) {
                http2.connection().cut();
            } else if (!isWhole && !abandoned) { // RFC 9113 §8.1: no need to send the rest of the body
                http2.send(Frame.number(Frame.RST_STREAM, id, Http2Error.NO_ERROR.code()), () -> {});
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            http2.over(this);
        }
    }
}
