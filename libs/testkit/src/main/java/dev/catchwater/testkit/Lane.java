package dev.catchwater.testkit;

import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The way of one answer to its client: the connection under HTTP/1.1, one of its streams under HTTP/2. Nothing here waits
 * for the client; what is said takes effect in order. What is to happen after some bytes happens once they have been
 * handed to the kernel, on the thread that writes.
 */
interface Lane {
    void head(Head head);

    /** So many bytes of a part of the body; where they are fewer than it has, its frame stays incomplete. */
    void part(byte[] part, int bytes);

    /** The newest part is held back, so that the last one goes out together with the end; this sends it now. */
    void flush();

    /** Bytes outside of all framing. */
    void raw(byte[] bytes);

    /** The end that HTTP wants. */
    void end(Runnable then);

    void afterwards(Runnable action);

    /** Ends this answer alone, with an error, as far as the protocol can. */
    void reset(Http2Error error, Runnable then);

    /** Ends the connection and says that this request was not looked at, as far as the protocol can. */
    void goAway(Http2Error error, Runnable then);

    /** From here on the client's bytes go to this; false where the protocol cannot. */
    boolean upgrade(Consumer<InputStream> reader);

    /** Whether the head said that the connection ends with this answer, and the lane does not see to it. */
    boolean saidClose();

    boolean awaitDrain(Duration limit) throws InterruptedException;

    long pendingBytes();

    long sentBytes();
}
