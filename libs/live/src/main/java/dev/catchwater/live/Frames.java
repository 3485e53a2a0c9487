package dev.catchwater.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The wire form of what a listener gets (WHATWG HTML §9.2). */
final class Frames {
    static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    /** No id: where the listener stands stays what it was, for when it comes back with another key. */
    static final Buffer UNAUTHORIZED = event(null, "unauthorized", "{}");

    private Frames() {}

    /**
     * The first frame: when to come back, and to where. An EventSource takes the id of each frame for where it stands, also
     * an empty one (§9.2.6): without the id that it came with, one that is cut off before its first event would come back
     * with none, and miss what lies between.
     */
    static Buffer start(Duration retry, @Nullable String position) {
        return Buffer.buffer(
                "retry: " + retry.toMillis() + "\n" + (position == null ? "\n" : "id: " + position + "\n\n"));
    }

    /** An event, whose data may have several lines, ended as any system ends them. */
    static Buffer event(@Nullable String id, String type, String data) {
        var frame = new StringBuilder(data.length() + 64);
        if (id != null) {
            frame.append("id: ").append(id).append('\n');
        }
        frame.append("event: ").append(type).append('\n');
        data(frame, data);
        return Buffer.buffer(frame.append('\n').toString());
    }

    /** A gap carries the id of the last event in it: to resume there brings nothing of it back. */
    static Buffer gap(String from, String to, long count) {
        var data = new JsonObject().put("from", from).put("to", to).put("count", count);
        return event(to, "gap", data.encode());
    }

    /** A reset to where the hub stands; without a position the listener keeps its old id and is reset again. */
    static Buffer reset(@Nullable String position) {
        return event(position, "reset", "{}");
    }

    private static void data(StringBuilder frame, String data) {
        int start = 0;
        for (int at = 0; at <= data.length(); at++) {
            char c = at == data.length() ? '\n' : data.charAt(at);
            if (c == '\n' || c == '\r') {
                frame.append("data: ").append(data, start, at).append('\n');
                at += c == '\r' && at + 1 < data.length() && data.charAt(at + 1) == '\n' ? 1 : 0;
                start = at + 1;
            }
        }
    }
}
