package dev.catchwater.fairlead.websocket;

import io.vertx.core.buffer.Buffer;
import java.util.random.RandomGenerator;

/** A client's frames, masked as RFC 6455 §5.3 wants; a compressed message is marked by its first frame (RFC 7692 §6). */
final class FrameEncoder {
    private static final int RSV1 = 0x40;

    private final int maxFrameBytes;
    private final RandomGenerator random;

    FrameEncoder(int maxFrameBytes, RandomGenerator random) {
        this.maxFrameBytes = maxFrameBytes;
        this.random = random;
    }

    /** A message, in as many frames as it needs. */
    Buffer message(int opcode, Buffer payload) {
        return frames(opcode, payload);
    }

    /** The same, of content that was compressed. */
    Buffer compressed(int opcode, Buffer payload) {
        return frames(opcode | RSV1, payload);
    }

    private Buffer frames(int opcode, Buffer payload) {
        Buffer out = Buffer.buffer(payload.length() + 14);
        int from = 0;
        do {
            int to = Math.min(payload.length(), from + maxFrameBytes);
            append(out, from == 0 ? opcode : Frame.CONTINUATION, to == payload.length(), payload.slice(from, to));
            from = to;
        } while (from < payload.length());
        return out;
    }

    Buffer control(int opcode, Buffer payload) {
        Buffer out = Buffer.buffer();
        append(out, opcode, true, payload);
        return out;
    }

    private void append(Buffer out, int opcode, boolean last, Buffer payload) {
        int length = payload.length();
        out.appendUnsignedByte((short) (opcode | (last ? 0x80 : 0)));
        if (length < 126) {
            out.appendUnsignedByte((short) (0x80 | length));
        } else if (length < 0x1_0000) {
            out.appendUnsignedByte((short) (0x80 | 126)).appendUnsignedShort(length);
        } else {
            out.appendUnsignedByte((short) (0x80 | 127)).appendLong(length);
        }
        int mask = random.nextInt();
        out.appendInt(mask);
        byte[] bytes = payload.getBytes();
        for (int i = 0; i < length; i++) {
            bytes[i] ^= (byte) (mask >> (24 - 8 * (i % 4)));
        }
        out.appendBytes(bytes);
    }
}
