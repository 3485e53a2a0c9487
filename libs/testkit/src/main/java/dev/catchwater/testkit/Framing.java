package dev.catchwater.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How parts of a body look on the wire (RFC 9112 §6 and §7.1). */
enum Framing {
    /** As they are: the length is known, or the end of the connection is the end. */
    PLAIN,
    /** One chunk each. */
    CHUNKED,
    /** Not at all: the answer to HEAD, 1xx, 204 and 304 has no body. */
    NONE;

    byte[] whole(byte[] part) {
        return slice(part, part.length, true);
    }

    /** The part up to a byte, its frame left incomplete. */
    byte[] cut(byte[] part, int bytes) {
        return slice(part, bytes, false);
    }

    byte[] end() {
        return this == CHUNKED ? "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0];
    }

    private byte[] slice(byte[] part, int bytes, boolean complete) {
        return switch (this) {
            case PLAIN -> Arrays.copyOf(part, bytes);
            case NONE -> new byte[0];
            case CHUNKED -> {
                var chunk = new ByteArrayOutputStream(bytes + 16);
                chunk.writeBytes((Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                chunk.write(part, 0, bytes);
                if (complete) {
                    chunk.writeBytes(new byte[] {'\r', '\n'});
                }
                yield chunk.toByteArray();
            }
        };
    }
}
