package dev.catchwater.testkit;

import java.util.Arrays;
import java.util.HexFormat;

/** What a client sent over a WebSocket, put together where it came in fragments. */
public sealed interface WsMessage {
    record Text(String text) implements WsMessage {}

    /** Bytes, compared by content. */
    @SuppressWarnings("ArrayRecordComponent") // compared below
    record Binary(byte[] bytes) implements WsMessage {
        @Override
        public boolean equals(Object other) {
            return other instanceof Binary(byte[] others) && Arrays.equals(bytes, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            int shown = Math.min(32, bytes.length);
            return "Binary[" + bytes.length + " bytes: " + HexFormat.of().formatHex(bytes, 0, shown)
                    + (shown < bytes.length ? "…]" : "]");
        }
    }

    /** A ping with its payload as UTF-8. */
    record Ping(String payload) implements WsMessage {}

    /** A pong with its payload as UTF-8. */
    record Pong(String payload) implements WsMessage {}

    /**
     * The client's close frame.
     *
     * @param code as sent; 1005 where it sent none (RFC 6455 §7.1.5)
     */
    record Close(int code, String reason) implements WsMessage {}
}
