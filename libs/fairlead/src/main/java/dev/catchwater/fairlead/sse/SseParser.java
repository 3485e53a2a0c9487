package dev.catchwater.fairlead.sse;

import dev.catchwater.fairlead.HttpFailure;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The event-stream grammar (WHATWG HTML §9.2.5 and §9.2.6), fed in chunks that may be cut anywhere. Works on bytes:
 * line ends are ASCII, so a line is decoded only when it is whole.
 */
public final class SseParser {
    private static final int LF = '\n';
    private static final int CR = '\r';

    private final int maxEventBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String lastEventId;
    private String idInForce;
    private Duration retry = Duration.ZERO;
    private boolean firstLine = true;
    private boolean afterCr;
    private int eventBytes;

    /**
     * A parser at the beginning of a stream.
     *
     * @param maxEventBytes the limit on one event as sent; more fails with {@link HttpFailure.TooLarge}
     * @param lastEventId the id that an earlier connection ended with, or the empty string
     */
    public SseParser(int maxEventBytes, String lastEventId) {
        this.maxEventBytes = maxEventBytes;
        this.lastEventId = lastEventId;
        this.idInForce = lastEventId;
    }

    /** The events that this chunk completes. */
    public List<SseEvent> feed(Buffer chunk) {
        List<SseEvent> events = new ArrayList<>();
        for (int i = 0; i < chunk.length(); i++) {
            take(chunk.getByte(i), events);
        }
        return events;
    }

    /** The id to send when connecting again: that of the last event that was whole. */
    public String lastEventId() {
        return lastEventId;
    }

    /** The pause that the server asked for, if it did. */
    public Optional<Duration> retry() {
        return retry.isZero() ? Optional.empty() : Optional.of(retry);
    }

    private void take(byte b, List<SseEvent> events) {
        boolean secondOfPair = afterCr && b == LF;
        afterCr = b == CR;
        if (secondOfPair) {
            return;
        }
        if (b != LF && b != CR) {
            if (++eventBytes > maxEventBytes) {
                throw new HttpFailure.TooLarge("an event of the stream", maxEventBytes).asException();
            }
            line.write(b);
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (text.startsWith(":")) {
            // Comments keep a connection alive; they are no part of the event.
            eventBytes -= line.size();
        }
        line.reset();
        if (firstLine) {
            firstLine = false;
            text = text.startsWith("\ufeff") ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            dispatch(events);
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        if (colon == 0) {
            return;
        }
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (name) {
            case "data" -> data.append(value).append('\n');
            case "event" -> type = value;
            case "id" -> idInForce = value.indexOf('\0') < 0 ? value : idInForce;
            case "retry" -> retry = millis(value);
            default -> {
                // Unknown fields are ignored, says the grammar.
            }
        }
    }

    private Duration millis(String value) {
        boolean digits =
                !value.isEmpty() && value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Duration.ofMillis(Long.parseLong(value)) : retry;
    }

    private void dispatch(List<SseEvent> events) {
        // Not before: an event cut off after its id has to be sent again.
        lastEventId = idInForce;
        if (!data.isEmpty()) {
            data.setLength(data.length() - 1);
            events.add(new SseEvent(type.isEmpty() ? "message" : type, data.toString(), lastEventId));
        }
        data.setLength(0);
        type = "";
        eventBytes = 0;
    }
}
