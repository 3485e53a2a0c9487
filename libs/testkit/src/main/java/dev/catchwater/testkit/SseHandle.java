package dev.catchwater.testkit;

import java.time.Duration;
import java.util.Optional;

/** An event stream in the hands of the test: a {@link StreamHandle} that speaks in frames. */
public final class SseHandle {
    private final StreamHandle stream;

    SseHandle(StreamHandle stream) {
        this.stream = stream;
    }

    /** The request being answered; its Last-Event-ID, for instance. */
    public Received request() {
        return stream.request();
    }

    /** What the client says it saw last; empty on a first connection. */
    public Optional<String> lastEventId() {
        return request().header("Last-Event-ID");
    }

    /**
     * Fails unless the client reconnected with this Last-Event-ID.
     *
     * @throws AssertionError naming what it sent instead
     */
    public SseHandle expectLastEventId(String id) {
        if (!lastEventId().equals(Optional.of(id))) {
            throw new AssertionError(
                    "Last-Event-ID: expected " + id + ", was " + lastEventId().orElse("absent"));
        }
        return this;
    }

    public void send(SseFrame frame) {
        stream.write(frame.wire());
    }

    /** An event of the default type without an id. */
    public void data(String data) {
        send(SseFrame.data(data));
    }

    /** A comment line, as used for heartbeats. */
    public void comment(String text) {
        stream.write(": " + text + "\n\n");
    }

    /** Only a reconnection time, no event. */
    public void retry(Duration time) {
        stream.write("retry: " + time.toMillis() + "\n\n");
    }

    /** Text as it is: half frames, odd line ends, broken grammar. */
    public void raw(String text) {
        stream.write(text);
    }

    /** Sends all of an event but its last line's end and the empty line after it, then ends the connection (FIN). */
    public void cutInside(SseFrame frame) {
        String wire = frame.wire();
        stream.write(wire.substring(0, wire.length() - 2));
        stream.close();
    }

    /** Ends the connection (FIN) in the middle of the answer. */
    public void drop() {
        stream.close();
    }

    /** Resets the connection (RST). */
    public void reset() {
        stream.reset();
    }

    /** Waits as {@link StreamHandle#pause} does. */
    public boolean pause(Duration time) {
        return stream.pause(time);
    }

    /** Ends the answer as HTTP wants it. */
    public void end() {
        stream.end();
    }

    /** The stream below: drain, pending bytes, whether it is open. */
    public StreamHandle stream() {
        return stream;
    }
}
