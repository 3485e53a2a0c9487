package dev.catchwater.fairlead.websocket;

import io.vertx.core.buffer.Buffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes permessage-deflate (RFC 7692 §7.2.2) within bounds: it stops at the first byte too many, so that a bomb costs
 * no more than the largest message.
 */
final class Inflation {
    /** Below this no ratio is too much. */
    private static final long FREE_BYTES = 1 << 20;

    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final WebSocketBounds bounds;
    private final boolean keepsContext;
    private final Inflater inflater = new Inflater(true);
    private final byte[] space = new byte[8 * 1024];
    private long coded;

    /**
     * An inflation at the beginning of a connection.
     *
     * @param keepsContext whether messages may refer to earlier ones
     */
    Inflation(WebSocketBounds bounds, boolean keepsContext) {
        this.bounds = bounds;
        this.keepsContext = keepsContext;
    }

    /** Appends what a frame of the message holds. */
    void inflate(Buffer frame, boolean last, Buffer message) {
        coded += frame.length();
        run(frame.getBytes(), message);
        if (last) {
            run(TAIL, message);
            coded = 0;
            if (!keepsContext) {
                inflater.reset();
            }
        }
    }

    private void run(byte[] input, Buffer message) {
        inflater.setInput(input);
        try {
            while (true) {
                int length = inflater.inflate(space);
                message.appendBytes(space, 0, length);
                check(message.length());
                if (inflater.needsDictionary()) {
                    throw Violation.content("a compressed message asks for a dictionary");
                }
                if (inflater.finished()) {
                    startAnew(input);
                } else if (length == 0) {
                    return;
                }
            }
        } catch (DataFormatException broken) {
            throw Violation.content("a compressed message is damaged");
        }
    }

    /** A peer may end its deflate stream (RFC 7692 §7.2.3.5) and begin another with what is left. */
    private void startAnew(byte[] input) {
        int left = inflater.getRemaining();
        inflater.reset();
        inflater.setInput(input, input.length - left, left);
    }

    private void check(int length) {
        if (length > bounds.maxMessageBytes()) {
            throw Violation.tooLarge("a WebSocket message", bounds.maxMessageBytes());
        }
        if (length > FREE_BYTES && length > coded * bounds.maxRatio()) {
            throw Violation.tooLarge("a message that was compressed more than " + bounds.maxRatio() + " times", coded);
        }
    }

    /** Frees the memory that the collector does not see. */
    void end() {
        inflater.end();
    }
}
