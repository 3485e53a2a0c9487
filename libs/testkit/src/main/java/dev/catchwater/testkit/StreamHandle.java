package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An answer in the hands of the test; usable from any thread. Calls take effect in order and never wait for the client:
 * {@link #end()}, {@link #close()} and {@link #reset()} come after what was written before. After any of them, or once
 * the client is gone, calls have no effect.
 */
public final class StreamHandle {
    private final Exchange exchange;
    private final Framing framing;

    StreamHandle(Exchange exchange, Framing framing) {
        this.exchange = exchange;
        this.framing = framing;
    }

    /** The request being answered. */
    public Received request() {
        return exchange.request();
    }

    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * One HTTP chunk of the body.
     *
     * @throws IllegalStateException when more than {@value Outbox#PENDING_LIMIT_BYTES} bytes would wait to be sent
     */
    public void write(byte[] bytes) {
        if (bytes.length > 0 && exchange.isOpen()) { // an empty chunk would be the last one
            exchange.outbox().write(framing.whole(bytes));
        }
    }

    /** Ends the answer as HTTP wants it; the connection stays. */
    public void end() {
        exchange.end(framing.end());
    }

    /** Ends the connection (FIN) with the answer unfinished. */
    public void close() {
        exchange.cut(new byte[0]);
    }

    /** Resets the connection (RST) once what was written before has been handed to the kernel. */
    public void reset() {
        exchange.reset();
    }

    /** Resets the connection at once; what is pending is lost. */
    public void resetNow() {
        exchange.outbox().close();
        exchange.resetNow();
    }

    /** True once everything written was handed to the kernel; false when the time ran out or the client went away. */
    public boolean awaitDrain(Duration limit) {
        try {
            return exchange.outbox().awaitDrain(limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Bytes that wait for the client to read. */
    public long pendingBytes() {
        return exchange.outbox().pendingBytes();
    }

    /** Bytes of this answer, head and framing included, handed to the kernel so far. */
    public long sentBytes() {
        return exchange.sentBytes();
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
