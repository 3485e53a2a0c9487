package dev.catchwater.testkit.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One WebSocket frame (RFC 6455 §5.2), unmasked. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
public record WebSocketFrame(boolean isFinal, int opcode, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** The largest payload of a frame, and of a message, that is read. */
    public static final int LIMIT_BYTES = 1 << 20;

    /** The next frame of a client, or null once it has ended its side between two frames. */
    public static @Nullable WebSocketFrame read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int second = in.readUnsignedByte();
        int opcode = first & 0x0F;
        long length = second & 0x7F;
        if (opcode >= CLOSE && (length > 125 || (first & 0x80) == 0)) { // §5.5
            throw new MalformedRequestException("a control frame is cut up or has more than 125 bytes");
        }
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        if ((first & 0x70) != 0) {
            throw new MalformedRequestException("a frame uses an extension that was not agreed on");
        }
        if ((second & 0x80) == 0) { // §5.1
            throw new MalformedRequestException("a client's frame is not masked");
        }
        if (length < 0 || length > LIMIT_BYTES) {
            throw new MalformedRequestException("a frame of more than " + LIMIT_BYTES + " bytes");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new WebSocketFrame((first & 0x80) != 0, opcode, payload);
    }

    /** As a server sends it: without a mask. */
    public byte[] wire() {
        int length = payload.length;
        var wire = ByteBuffer.allocate(10 + length);
        wire.put((byte) ((isFinal ? 0x80 : 0) | opcode));
        if (length < 126) {
            wire.put((byte) length);
        } else if (length < 1 << 16) {
            wire.put((byte) 126).putShort((short) length);
        } else {
            wire.put((byte) 127).putLong(length);
        }
        byte[] bytes = new byte[wire.put(payload).flip().remaining()];
        wire.get(bytes);
        return bytes;
    }
}
