package dev.catchwater.fairlead.websocket;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** A whole message (RFC 6455 §5.6). Prints its size only: content may be secret. */
public sealed interface WebSocketMessage extends WebSocketSignal {
    /** The content on the wire. */
    Buffer bytes();

    /** Text; always valid UTF-8 on the wire. */
    record Text(String text) implements WebSocketMessage {
        @Override
        public Buffer bytes() {
            return Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "text of " + text.length() + " characters";
        }
    }

    /**
     * Bytes.
     *
     * @param bytes the content; not to be changed afterwards
     */
    record Binary(Buffer bytes) implements WebSocketMessage {
        @Override
        public String toString() {
            return bytes.length() + " bytes";
        }
    }
}
