package dev.catchwater.fairlead.websocket;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** A server's frames (RFC 6455 §5.2), fed in chunks cut anywhere and taken one at a time: nothing is read ahead. */
final class FrameDecoder {
    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int RSV2_AND_3 = 0x30;
    private static final int MASKED = 0x80;

    private final int maxFrameBytes;
    private Buffer input = Buffer.buffer();
    private int at;

    FrameDecoder(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    void feed(Buffer chunk) {
        if (at > 0) {
            input = input.getBuffer(at, input.length());
            at = 0;
        }
        input.appendBuffer(chunk);
    }

    /** The next whole frame, or null if more input is needed for it. */
    @Nullable
    Frame next() {
        int available = input.length() - at;
        if (available < 2) {
            return null;
        }
        int first = input.getUnsignedByte(at);
        int second = input.getUnsignedByte(at + 1);
        int opcode = first & 0x0f;
        check(first, second, opcode);
        int header = 2 + extension(second);
        if (available < header) {
            return null;
        }
        long length = length(second);
        if (length > maxFrameBytes) {
            throw Violation.tooLarge("a WebSocket frame", maxFrameBytes);
        }
        if (available < header + length) {
            return null;
        }
        int from = at + header;
        at = from + (int) length;
        return new Frame(opcode, (first & FIN) != 0, (first & RSV1) != 0, input.getBuffer(from, at));
    }

    private static void check(int first, int second, int opcode) {
        if ((first & RSV2_AND_3) != 0) {
            throw Violation.protocol("a reserved bit is set");
        }
        if (!Frame.isKnown(opcode)) {
            throw Violation.protocol("its opcode is reserved");
        }
        if ((second & MASKED) != 0) {
            throw Violation.protocol("a server must not mask");
        }
        // RFC 6455 §5.5.
        if (Frame.isControl(opcode) && ((first & FIN) == 0 || second > Frame.MAX_CONTROL_BYTES)) {
            throw Violation.protocol("a control frame is cut or too long");
        }
        if (Frame.isControl(opcode) && (first & RSV1) != 0) {
            throw Violation.protocol("a control frame is compressed");
        }
    }

    private static int extension(int second) {
        return second < 126 ? 0 : second == 126 ? 2 : 8;
    }

    private long length(int second) {
        if (second < 126) {
            return second;
        }
        long length = second == 126 ? input.getUnsignedShort(at + 2) : input.getLong(at + 2);
        // "The minimal number of bytes MUST be used", and the first bit of eight bytes is none of them.
        if (length < (second == 126 ? 126 : 0x1_0000)) {
            throw Violation.protocol("its length is written wrongly");
        }
        return length;
    }
}
