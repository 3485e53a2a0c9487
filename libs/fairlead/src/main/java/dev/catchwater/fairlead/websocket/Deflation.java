package dev.catchwater.fairlead.websocket;

import io.vertx.core.buffer.Buffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Does permessage-deflate (RFC 7692 §7.2.1) to messages that are worth it: not small ones, and none that would keep the
 * event loop for long. Its memory, some 256 KiB, is taken with the first of them.
 */
final class Deflation {
    /** A mebibyte takes some ten milliseconds at the fastest level. */
    static final int MAX_BYTES = 1 << 20;

    /** What a flush ends with, and the peer adds again. */
    private static final int TAIL_BYTES = 4;

    private final int fromBytes;
    private final boolean keepsContext;
    private final byte[] space = new byte[8 * 1024];
    private @Nullable Deflater deflater;
    private boolean over;

    /**
     * A deflation at the beginning of a connection.
     *
     * @param fromBytes smaller messages are sent as they are
     * @param keepsContext whether messages may refer to earlier ones
     */
    Deflation(int fromBytes, boolean keepsContext) {
        this.fromBytes = fromBytes;
        this.keepsContext = keepsContext;
    }

    /** The compressed message, or null for one that is to be sent as it is. */
    @Nullable
    Buffer deflate(Buffer message) {
        if (over || message.length() < Math.max(1, fromBytes) || message.length() > MAX_BYTES) {
            return null;
        }
        Deflater running = deflater;
        if (running == null) {
            running = new Deflater(Deflater.BEST_SPEED, true);
            deflater = running;
        }
        running.setInput(message.getBytes());
        Buffer out = Buffer.buffer(message.length() / 2);
        int length;
        do {
            length = running.deflate(space, 0, space.length, Deflater.SYNC_FLUSH);
            out.appendBytes(space, 0, length);
        } while (length == space.length);
        if (!keepsContext) {
            running.reset();
        }
        return out.slice(0, out.length() - TAIL_BYTES);
    }

    /** Frees the memory that the collector does not see. */
    void end() {
        over = true;
        if (deflater != null) {
            deflater.end();
        }
    }
}
