package dev.catchwater.testkit;

import java.time.Duration;
import java.util.Optional;

/** One event of an event stream (WHATWG HTML §9.2) as a server writes it. */
public record SseFrame(Optional<String> id, Optional<String> event, Optional<Duration> retry, String data) {

    /** An event with this data; lines end with LF and make one {@code data:} field each. */
    public static SseFrame data(String data) {
        return new SseFrame(Optional.empty(), Optional.empty(), Optional.empty(), data);
    }

    public SseFrame id(String id) {
        return new SseFrame(Optional.of(id), event, retry, data);
    }

    /** The event's type. */
    public SseFrame event(String type) {
        return new SseFrame(id, Optional.of(type), retry, data);
    }

    /** The reconnection time the client is told, in whole milliseconds on the wire. */
    public SseFrame retry(Duration retry) {
        return new SseFrame(id, event, Optional.of(retry), data);
    }

    String wire() {
        var wire = new StringBuilder();
        id.ifPresent(value -> wire.append("id: ").append(value).append('\n'));
        event.ifPresent(value -> wire.append("event: ").append(value).append('\n'));
        retry.ifPresent(value -> wire.append("retry: ").append(value.toMillis()).append('\n'));
        for (String line : data.split("\n", -1)) {
            wire.append("data: ").append(line).append('\n');
        }
        return wire.append('\n').toString();
    }
}
