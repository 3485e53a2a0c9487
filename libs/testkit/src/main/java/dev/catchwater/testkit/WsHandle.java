package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket in the hands of the test; usable from any thread. What it sends takes effect in order and never waits for
 * the client. What the client sends waits here, up to 256 messages of up to a MiB; further ones wait in the client.
 */
public final class WsHandle {
    private static final int WAITING_LIMIT = 256;
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final Exchange exchange;
    private final Optional<String> subprotocol;
    private final BlockingQueue<WsMessage> inbox = new ArrayBlockingQueue<>(WAITING_LIMIT);
    private volatile boolean answersPings = true;
    private volatile boolean closeSent;

    WsHandle(Exchange exchange, Optional<String> subprotocol) {
        this.exchange = exchange;
        this.subprotocol = subprotocol;
    }

    /** The request that opened it. */
    public Received request() {
        return exchange.request();
    }

    /** What both sides agreed on. */
    public Optional<String> subprotocol() {
        return subprotocol;
    }

    public void send(String text) {
        send(true, WebSocketFrame.TEXT, utf8(text));
    }

    public void send(byte[] binary) {
        send(true, WebSocketFrame.BINARY, binary);
    }

    /** One text message in as many frames. */
    public void sendFragments(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            int opcode = i == 0 ? WebSocketFrame.TEXT : WebSocketFrame.CONTINUATION;
            send(i == parts.length - 1, opcode, utf8(parts[i]));
        }
    }

    public void ping(String payload) {
        send(true, WebSocketFrame.PING, utf8(payload));
    }

    public void pong(String payload) {
        send(true, WebSocketFrame.PONG, utf8(payload));
    }

    /** Whether pings are answered at once, as they are from the start; a silent peer is what heartbeats look for. */
    public WsHandle answerPings(boolean answers) {
        answersPings = answers;
        return this;
    }

    /** A close frame; the connection ends once the client has answered it. */
    public void close(int code, String reason) {
        byte[] text = utf8(reason);
        sendClose(ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array());
    }

    /** Ends the connection (FIN) without a close frame: the client sees 1006. */
    public void drop() {
        exchange.cut();
    }

    /** Resets the connection (RST) without a close frame. */
    public void reset() {
        exchange.reset();
    }

    /** Bytes as they are: broken frames, half ones. */
    public void raw(byte[] bytes) {
        if (exchange.isOpen()) {
            exchange.lane().raw(bytes);
            exchange.lane().flush();
        }
    }

    /** Waits as {@link StreamHandle#pause} does. */
    public boolean pause(Duration time) {
        return exchange.pause(time);
    }

    /**
     * What the client sent next, pings and pongs included, each given once.
     *
     * @throws AssertionError when nothing comes in time or the client is gone
     */
    public WsMessage next(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                boolean gone = exchange.isOver(); // asked first: what came before the end is given all the same
                WsMessage message = inbox.poll(gone ? 0 : GLANCE.toNanos(), TimeUnit.NANOSECONDS);
                if (message != null) {
                    return message;
                }
                if (gone || System.nanoTime() - deadline > 0) {
                    throw new AssertionError(
                            gone ? "The WebSocket has ended" : "Waited " + limit + " for a message of the client");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a message", interrupted);
        }
    }

    /** {@link #next(Duration)} within ten seconds. */
    public WsMessage next() {
        return next(Upstream.PATIENCE);
    }

    /**
     * Fails unless this text is what the client sends next, pings and pongs aside.
     *
     * @throws AssertionError naming what came instead
     */
    public WsHandle expectText(String text) {
        return expect(new WsMessage.Text(text));
    }

    /** The same with bytes. */
    public WsHandle expectBinary(byte[] bytes) {
        return expect(new WsMessage.Binary(bytes));
    }

    /** Fails unless a ping with this payload comes before any message. */
    public WsHandle expectPing(String payload) {
        return expect(new WsMessage.Ping(payload));
    }

    /** Fails unless a pong with this payload comes before any message. */
    public WsHandle expectPong(String payload) {
        return expect(new WsMessage.Pong(payload));
    }

    /** Fails unless the client closes with this code. */
    public WsHandle expectClose(int code) {
        WsMessage came = nextBut(Optional.empty());
        if (!(came instanceof WsMessage.Close(int actual, String _)) || actual != code) {
            throw new AssertionError("Expected a close frame with " + code + ", the client sent " + came);
        }
        return this;
    }

    /** False after the end, whoever brought it about. */
    public boolean isOpen() {
        return exchange.isOpen();
    }

    /** True once it has ended; false when the time ran out. */
    public boolean awaitClosed(Duration limit) {
        return exchange.awaitClosed(limit);
    }

    boolean hasClosed() {
        return closeSent;
    }

    void received(WsMessage message) throws InterruptedException {
        while (exchange.isOpen() && !inbox.offer(message, GLANCE.toNanos(), TimeUnit.NANOSECONDS)) {
            // the client waits as long as the test does
        }
    }

    void pingCame(byte[] payload) {
        if (answersPings) {
            send(true, WebSocketFrame.PONG, payload);
        }
    }

    /** RFC 6455 §5.5.1: the side that did not begin answers with the same code; then the server ends the connection. */
    void answerClose(byte[] payload) {
        if (!closeSent) {
            sendClose(payload);
        }
        exchange.cut();
    }

    private WsHandle expect(WsMessage expected) {
        WsMessage came = nextBut(Optional.of(expected));
        if (!came.equals(expected)) {
            throw new AssertionError("Expected " + expected + "\n but was " + came);
        }
        return this;
    }

    private WsMessage nextBut(Optional<WsMessage> wanted) {
        while (true) {
            WsMessage message = next();
            boolean skipped = message instanceof WsMessage.Ping || message instanceof WsMessage.Pong;
            if (!skipped || wanted.filter(message::equals).isPresent()) {
                return message;
            }
        }
    }

    private void sendClose(byte[] payload) {
        if (!closeSent) {
            closeSent = true; // before the client can have it, who may end the connection at once
            raw(new WebSocketFrame(true, WebSocketFrame.CLOSE, payload).wire());
        }
    }

    private void send(boolean isFinal, int opcode, byte[] payload) {
        if (!closeSent) { // nothing follows a close frame
            raw(new WebSocketFrame(isFinal, opcode, payload).wire());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
