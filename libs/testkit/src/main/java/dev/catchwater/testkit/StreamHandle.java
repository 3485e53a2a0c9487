package dev.catchwater.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An answer in the hands of the test; usable from any thread. Calls take effect in order and never wait for the client:
 * {@link #end()}, {@link #close()} and {@link #reset()} come after what was written before. After any of them, or once
 * the client is gone, calls have no effect.
 */
public final class StreamHandle {
    private final Exchange exchange;

    StreamHandle(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The request being answered. */
    public Received request() {
        return exchange.request();
    }

    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * One HTTP chunk of the body, or so many DATA frames as it takes.
     *
     * @throws IllegalStateException when more than 64 MiB would wait to be sent
     */
    public void write(byte[] bytes) {
        if (bytes.length > 0 && exchange.isOpen()) { // an empty chunk would be the last one
            exchange.lane().part(bytes, bytes.length);
            exchange.lane().flush();
        }
    }

    /** Ends the answer as HTTP wants it; the connection stays. */
    public void end() {
        exchange.end();
    }

    /** Ends the connection (FIN) with the answer unfinished. */
    public void close() {
        exchange.cut();
    }

    /** Resets the connection (RST) once what was written before has been handed to the kernel. */
    public void reset() {
        exchange.reset();
    }

    /** Resets the stream alone (RST_STREAM) under HTTP/2, the connection under HTTP/1.1. */
    public void resetStream(Http2Error error) {
        exchange.resetStream(error);
    }

    /**
     * Waits, in real time or by the upstream's {@linkplain Upstream#useTime clock}; for scripts, which run on threads of
     * their own. True when the client left meanwhile.
     */
    public boolean pause(Duration time) {
        return exchange.pause(time);
    }

    /** Resets the connection at once; what is pending is lost. */
    public void resetNow() {
        exchange.resetNow();
    }

    /** True once everything written was handed to the kernel; false when the time ran out or the client went away. */
    public boolean awaitDrain(Duration limit) {
        try {
            return exchange.lane().awaitDrain(limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Bytes that wait for the client to read. */
    public long pendingBytes() {
        return exchange.lane().pendingBytes();
    }

    /** Bytes of this answer, head and framing included, handed to the kernel so far. */
    public long sentBytes() {
        return exchange.lane().sentBytes();
    }

    /** False after the end, whoever brought it about. */
    public boolean isOpen() {
        return exchange.isOpen();
    }

    /** True once the answer has ended or its client is gone; false when the time ran out. */
    public boolean awaitClosed(Duration limit) {
        return exchange.awaitClosed(limit);
    }
}
