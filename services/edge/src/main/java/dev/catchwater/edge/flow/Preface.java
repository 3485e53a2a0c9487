package dev.catchwater.edge.flow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** How a connection of HTTP/2 begins (RFC 9113 §3.4), and whether this one does. */
final class Preface {
    private static final byte[] BYTES = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private int seen;
    private boolean another;

    /** Whether it has begun otherwise. */
    boolean isDecided() {
        return another;
    }

    boolean isWhole() {
        return seen == BYTES.length;
    }

    /** What has come of it. */
    ByteBuf soFar() {
        return Unpooled.wrappedBuffer(BYTES, 0, seen);
    }

    /** Whether all that has come so far, these bytes with it, is how HTTP/2 begins. */
    boolean goesOn(ByteBuf bytes) {
        int from = bytes.readerIndex();
        for (int i = 0; i < bytes.readableBytes() && seen < BYTES.length; i++) {
            if (bytes.getByte(from + i) != BYTES[seen]) {
                another = true;
                return false;
            }
            seen++;
        }
        return true;
    }
}
