package dev.catchwater.fairlead.websocket;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * One frame (RFC 6455 §5.2).
 *
 * @param opcode what it is
 * @param last whether the message ends with it
 * @param compressed RSV1, which permessage-deflate sets on a message's first frame (RFC 7692 §6)
 */
record Frame(int opcode, boolean last, boolean compressed, Buffer payload) {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    static final int MAX_CONTROL_BYTES = 125;

    static boolean isControl(int opcode) {
        return opcode >= CLOSE;
    }

    static boolean isKnown(int opcode) {
        return opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG);
    }

    /** A close frame's payload; the reason is cut at a whole character to what fits. */
    static Buffer closing(int code, String reason) {
        if (code == CloseCode.NONE) {
            return Buffer.buffer();
        }
        String fits = reason.length() > MAX_CONTROL_BYTES ? reason.substring(0, MAX_CONTROL_BYTES) : reason;
        while (fits.getBytes(StandardCharsets.UTF_8).length > MAX_CONTROL_BYTES - 2) {
            fits = fits.substring(0, fits.offsetByCodePoints(fits.length(), -1));
        }
        return Buffer.buffer().appendUnsignedShort(code).appendString(fits);
    }
}
