package dev.catchwater.testkit;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What an answer consists of. */
sealed interface Payload {
    /** A body known as a whole, framed by Content-Length. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    record Fixed(byte[] bytes) implements Payload {}

    /** A body in chunks, with a pause before each but the first. */
    record Chunks(List<byte[]> chunks, Duration gap) implements Payload {}

    /** A body the test writes. */
    record Live(Consumer<StreamHandle> script) implements Payload {}

    /** Bytes sent as they are in place of an answer, then the end of the connection. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    record Raw(byte[] bytes) implements Payload {}

    /** Nothing, ever: neither head nor end. */
    record Silence() implements Payload {}

    /** A reset in place of an answer. */
    record Reset() implements Payload {}
}
