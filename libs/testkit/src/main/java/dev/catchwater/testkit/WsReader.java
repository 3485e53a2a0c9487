package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.MalformedRequestException;
import dev.catchwater.testkit.wire.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a client sends over its WebSocket until it ends its side. */
final class WsReader {
    private static final int PROTOCOL_ERROR = 1002;

    private final WsHandle handle;
    private final Exchange exchange;
    private final Exchanges owner;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int messageOpcode;

    WsReader(WsHandle handle, Exchange exchange, Exchanges owner) {
        this.handle = handle;
        this.exchange = exchange;
        this.owner = owner;
    }

    void run(InputStream in) {
        try {
            var data = new DataInputStream(in);
            for (WebSocketFrame frame = WebSocketFrame.read(data); frame != null; frame = WebSocketFrame.read(data)) {
                handle(frame);
            }
        } catch (MalformedRequestException malformed) {
            owner.failed("A client broke the rules of WebSocket", malformed);
            handle.close(PROTOCOL_ERROR, "");
        } catch (IOException gone) {
            // the same as an end without a close frame
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (handle.hasClosed()) {
            exchange.cut(); // a client may end the connection instead of answering a close frame
        }
    }

    private void handle(WebSocketFrame frame) throws IOException, InterruptedException {
        switch (frame.opcode()) {
            case WebSocketFrame.PING -> {
                handle.received(new WsMessage.Ping(text(frame.payload())));
                handle.pingCame(frame.payload());
            }
            case WebSocketFrame.PONG -> handle.received(new WsMessage.Pong(text(frame.payload())));
            case WebSocketFrame.CLOSE -> {
                handle.received(close(frame.payload()));
                handle.answerClose(frame.payload());
            }
            case WebSocketFrame.TEXT, WebSocketFrame.BINARY, WebSocketFrame.CONTINUATION -> part(frame);
            default -> throw new MalformedRequestException("no frame has the opcode " + frame.opcode());
        }
    }

    private void part(WebSocketFrame frame) throws IOException, InterruptedException {
        boolean goesOn = frame.opcode() == WebSocketFrame.CONTINUATION;
        if (goesOn == (messageOpcode == 0)) { // RFC 6455 §5.4
            throw new MalformedRequestException("the fragments of a message do not follow each other");
        }
        messageOpcode = goesOn ? messageOpcode : frame.opcode();
        message.writeBytes(frame.payload());
        if (message.size() > WebSocketFrame.LIMIT_BYTES) {
            throw new MalformedRequestException("a message of more than " + WebSocketFrame.LIMIT_BYTES + " bytes");
        }
        if (frame.isFinal()) {
            byte[] whole = message.toByteArray();
            handle.received(
                    messageOpcode == WebSocketFrame.TEXT
                            ? new WsMessage.Text(text(whole))
                            : new WsMessage.Binary(whole));
            message.reset();
            messageOpcode = 0;
        }
    }

    private static WsMessage.Close close(byte[] payload) {
        return payload.length < 2
                ? new WsMessage.Close(1005, "")
                : new WsMessage.Close(
                        ByteBuffer.wrap(payload).getShort() & 0xFFFF,
                        text(Arrays.copyOfRange(payload, 2, payload.length)));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
