package dev.catchwater.testkit;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What an answer consists of. */
sealed interface Payload {
    /** A body known as a whole, framed by Content-Length, which goes out in parts of that size at that pace. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    record Fixed(byte[] bytes, int partBytes, Duration gap) implements Payload {
        Fixed(byte[] bytes) {
            this(bytes, Integer.MAX_VALUE, Duration.ZERO);
        }
    }

    /** A body in chunks, with a pause before each but the first. */
    record Chunks(List<byte[]> chunks, Duration gap) implements Payload {}

    /** A body the test writes. */
    record Live(Consumer<StreamHandle> script) implements Payload {}

    /** No HTTP from here on: a WebSocket in the hands of the test. */
    record WebSocket(List<String> protocols, Consumer<WsHandle> script) implements Payload {}

    /** Bytes sent as they are in place of an answer, then the end of the connection. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    record Raw(byte[] bytes) implements Payload {}

    /** Nothing, ever: neither head nor end. */
    record Silence() implements Payload {}

    /** A reset of the connection in place of an answer. */
    record Reset() implements Payload {}

    /** A reset of the stream in place of an answer. */
    record ResetStream(Http2Error error) implements Payload {}

    /** The end of the connection in place of an answer, with word that the request was not looked at. */
    record GoAway(Http2Error error) implements Payload {}
}
