package dev.catchwater.testkit.http2;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One frame (RFC 9113 §4.1). */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
public record Frame(int type, int flags, int stream, byte[] payload) {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 0x1;
    public static final int ACK = 0x1;
    public static final int END_HEADERS = 0x4;
    private static final int PADDED = 0x8;
    private static final int PRIORITY = 0x20;

    /** The largest payload either side may send unless told otherwise, and neither is. */
    public static final int LIMIT_BYTES = 16_384;

    /** The next frame, or null once the client has ended its side between two frames. */
    public static @Nullable Frame read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int length = (first << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & 0x7FFF_FFFF;
        if (length > LIMIT_BYTES) {
            throw new BrokenFrameException(6, "a frame of " + length + " bytes");
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(type, flags, stream, payload);
    }

    public static Frame of(int type, int flags, int stream, byte... payload) {
        return new Frame(type, flags, stream, payload);
    }

    /** A frame whose payload is this number, as of RST_STREAM and WINDOW_UPDATE. */
    public static Frame number(int type, int stream, int number) {
        return new Frame(type, 0, stream, ByteBuffer.allocate(4).putInt(number).array());
    }

    public static Frame goAway(int lastStream, int code) {
        return new Frame(
                GOAWAY,
                0,
                0,
                ByteBuffer.allocate(8).putInt(lastStream).putInt(code).array());
    }

    /** HEADERS and as many CONTINUATION frames as the fields need, as bytes. */
    public static byte[] headers(int stream, boolean ends, int status, List<Map.Entry<String, String>> fields) {
        var block = new ByteArrayOutputStream();
        literal(":status", Integer.toString(status), block);
        fields.forEach(field -> literal(field.getKey().toLowerCase(Locale.ROOT), field.getValue(), block));
        byte[] all = block.toByteArray();
        var wire = new ByteArrayOutputStream();
        for (int at = 0; at < all.length; at += LIMIT_BYTES) {
            int end = Math.min(all.length, at + LIMIT_BYTES);
            int flags = (end == all.length ? END_HEADERS : 0) | (ends && at == 0 ? END_STREAM : 0);
            wire.writeBytes(new Frame(at == 0 ? HEADERS : CONTINUATION, flags, stream, Arrays.copyOfRange(all, at, end))
                    .wire());
        }
        return wire.toByteArray();
    }

    public byte[] wire() {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The payload as one number. */
    public int number() throws BrokenFrameException {
        if (payload.length != 4) {
            throw new BrokenFrameException(6, "a frame of type " + type + " with " + payload.length + " bytes");
        }
        return ByteBuffer.wrap(payload).getInt();
    }

    /** What DATA and HEADERS carry, without padding and priority (RFC 9113 §6.1 and §6.2). */
    public byte[] content() throws BrokenFrameException {
        int padding = has(PADDED) && payload.length > 0 ? payload[0] & 0xFF : 0;
        int from = (has(PADDED) ? 1 : 0) + (type == HEADERS && has(PRIORITY) ? 5 : 0);
        if (from + padding > payload.length) {
            throw new BrokenFrameException(1, "more padding than frame");
        }
        return Arrays.copyOfRange(payload, from, payload.length - padding);
    }

    /** RFC 7541 §6.2.2, neither indexed nor coded: the simplest form that every client reads. */
    private static void literal(String name, String value, ByteArrayOutputStream block) {
        block.write(0);
        string(name, block);
        string(value, block);
    }

    private static void string(String text, ByteArrayOutputStream block) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = bytes.length;
        block.write(Math.min(length, 0x7F));
        if (length >= 0x7F) {
            for (length -= 0x7F; length >= 0x80; length >>= 7) {
                block.write((length & 0x7F) | 0x80);
            }
            block.write(length);
        }
        block.writeBytes(bytes);
    }
}
