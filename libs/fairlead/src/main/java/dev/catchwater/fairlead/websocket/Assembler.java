package dev.catchwater.fairlead.websocket;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes messages of data frames (RFC 6455 §5.4). */
final class Assembler {
    private final WebSocketBounds bounds;
    private final @Nullable Inflation inflation;
    private @Nullable Buffer message;
    private int opcode;
    private boolean compressed;

    /** An assembler; without an inflation, compressed frames are a violation. */
    Assembler(WebSocketBounds bounds, @Nullable Inflation inflation) {
        this.bounds = bounds;
        this.inflation = inflation;
    }

    /** The message that this frame completes, or null. */
    @Nullable
    WebSocketMessage add(Frame frame) {
        Buffer sofar = message;
        if (frame.opcode() == Frame.CONTINUATION) {
            if (sofar == null || frame.compressed()) {
                throw Violation.protocol("a continuation of nothing");
            }
        } else {
            if (sofar != null) {
                throw Violation.protocol("a message begins within another");
            }
            sofar = begin(frame);
        }
        append(frame, sofar);
        if (!frame.last()) {
            return null;
        }
        message = null;
        return opcode == Frame.TEXT ? new WebSocketMessage.Text(text(sofar)) : new WebSocketMessage.Binary(sofar);
    }

    private Buffer begin(Frame frame) {
        if (frame.compressed() && inflation == null) {
            throw Violation.protocol("compressed, which was not agreed on");
        }
        opcode = frame.opcode();
        compressed = frame.compressed();
        Buffer begun = Buffer.buffer(compressed ? 0 : frame.payload().length());
        message = begun;
        return begun;
    }

    private void append(Frame frame, Buffer sofar) {
        if (compressed && inflation != null) {
            inflation.inflate(frame.payload(), frame.last(), sofar);
        } else if ((long) sofar.length() + frame.payload().length() > bounds.maxMessageBytes()) {
            throw Violation.tooLarge("a WebSocket message", bounds.maxMessageBytes());
        } else {
            sofar.appendBuffer(frame.payload());
        }
    }

    static String text(Buffer utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8.getBytes()))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw Violation.content("a text message is not UTF-8");
        }
    }

    /** Frees what it holds. */
    void end() {
        message = null;
        if (inflation != null) {
            inflation.end();
        }
    }
}
