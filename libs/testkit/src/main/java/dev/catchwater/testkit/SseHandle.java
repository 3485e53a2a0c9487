package dev.catchwater.testkit;

import java.time.Duration;

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

    /** Ends the connection (FIN) in the middle of the answer. */
    public void drop() {
        stream.close();
    }

    /** Resets the connection (RST). */
    public void reset() {
        stream.reset();
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
