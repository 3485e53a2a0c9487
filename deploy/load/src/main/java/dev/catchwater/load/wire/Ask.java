package dev.catchwater.load.wire;

import dev.catchwater.load.origin.Bodies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request and the answer that is right.
 *
 * @param head written as it is
 * @param length of the body
 */
record Ask(ByteBuffer head, int status, long length) {
    /** The whole of what a path of {@link Bodies} names. */
    static Ask whole(String path) {
        return new Ask(head(path, ""), 200, Bodies.length(path));
    }

    /** Its first bytes. */
    static Ask part(String path, int bytes) {
        return new Ask(head(path, "Range: bytes=0-" + (bytes - 1) + "\r\n"), 206, bytes);
    }

    /** Nothing of it, since the asker has it. */
    static Ask confirmation(String path) {
        return new Ask(head(path, "If-None-Match: \"" + path + "\"\r\n"), 304, 0);
    }

    private static ByteBuffer head(String path, String fields) {
        byte[] head = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(head);
    }
}
