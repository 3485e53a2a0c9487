package dev.catchwater.testkit;

import dev.catchwater.testkit.http2.BrokenFrameException;
import dev.catchwater.testkit.http2.Field;
import dev.catchwater.testkit.http2.Frame;
import dev.catchwater.testkit.http2.HeaderDecoder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** HTTP/2 (RFC 9113): one thread reads frames, each stream's request is answered on a thread of its own. */
final class Http2 implements Protocol {
    static final int STREAM_LIMIT = 100;

    private static final int WINDOW_BYTES = 1 << 20;
    private static final int HEAD_LIMIT_BYTES = 256 << 10;

    private final Connection connection;
    private final Exchanges owner;
    private final Http2Sender sender;
    private final HeaderDecoder decoder = new HeaderDecoder();
    private final Map<Integer, Http2Stream> streams = new ConcurrentHashMap<>();
    private int lastStream;
    private volatile boolean closed;
    private volatile int lastWelcome = Integer.MAX_VALUE;

    Http2(Connection connection, Exchanges owner) {
        this.connection = connection;
        this.owner = owner;
        this.sender = new Http2Sender(connection.outbox());
    }

    @Override
    public void run(BufferedInputStream in) throws InterruptedException {
        greet();
        try {
            var data = new DataInputStream(in);
            for (Frame frame = Frame.read(data); frame != null; frame = Frame.read(data)) {
                handle(frame, data);
            }
        } catch (BrokenFrameException broken) {
            owner.failed("A client broke the rules of HTTP/2", broken);
            send(Frame.goAway(lastStream, broken.code()), connection::cut);
            drain(in); // what is left unread would turn the end into a reset
        } catch (IOException gone) {
            // the same as an orderly end: who waits for an answer does so no more
        }
        for (Http2Stream stream : streams.values()) {
            stream.clientLeft(connection.isEnding());
        }
        connection.close();
    }

    @Override
    public void closed() {
        closed = true;
        sender.close();
        streams.values().forEach(Http2Stream::abandon);
    }

    Connection connection() {
        return connection;
    }

    Http2Sender sender() {
        return sender;
    }

    Exchanges owner() {
        return owner;
    }

    void send(Frame frame, Runnable then) {
        connection.outbox().write(frame.wire(), then);
    }

    /** Streams after this one are not looked at, as the client was told. */
    void welcomeUpTo(int stream) {
        lastWelcome = stream;
    }

    void over(Http2Stream stream) {
        streams.remove(stream.id());
        sender.forget(stream.id());
        if (lastWelcome < Integer.MAX_VALUE && streams.isEmpty() && !connection.isEnding()) {
            connection.outbox().write(new byte[0], connection::cut);
        }
    }

    private void greet() {
        var settings = ByteBuffer.allocate(12);
        settings.putShort((short) 3).putInt(STREAM_LIMIT); // SETTINGS_MAX_CONCURRENT_STREAMS
        settings.putShort((short) 4).putInt(WINDOW_BYTES); // SETTINGS_INITIAL_WINDOW_SIZE
        send(Frame.of(Frame.SETTINGS, 0, 0, settings.array()), () -> {});
        send(Frame.number(Frame.WINDOW_UPDATE, 0, WINDOW_BYTES), () -> {});
    }

    private void handle(Frame frame, DataInputStream in) throws IOException, InterruptedException {
        switch (frame.type()) {
            case Frame.HEADERS -> headers(frame, block(frame, in));
            case Frame.DATA -> data(frame);
            case Frame.RST_STREAM -> {
                Http2Stream stream = streams.get(frame.stream());
                if (stream != null) {
                    stream.clientLeft(false);
                }
            }
            case Frame.SETTINGS -> {
                if (!frame.has(Frame.ACK)) {
                    settings(ByteBuffer.wrap(frame.payload()));
                    send(Frame.of(Frame.SETTINGS, Frame.ACK, 0), () -> {});
                }
            }
            case Frame.PING -> {
                if (!frame.has(Frame.ACK)) {
                    send(Frame.of(Frame.PING, Frame.ACK, 0, frame.payload()), () -> {});
                }
            }
            case Frame.WINDOW_UPDATE -> sender.granted(frame.stream(), frame.number() & 0x7FFF_FFFF);
            case Frame.CONTINUATION -> throw new BrokenFrameException(1, "CONTINUATION without HEADERS");
            default -> {} // RFC 9113 §5.5: what is unknown is ignored; priorities and GOAWAY change nothing here
        }
    }

    private static void drain(BufferedInputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // as good as read
        }
    }

    private void settings(ByteBuffer settings) {
        while (settings.remaining() >= 6) {
            int which = settings.getShort();
            int value = settings.getInt();
            if (which == 4) { // SETTINGS_INITIAL_WINDOW_SIZE
                sender.initialWindow(value);
            }
        }
    }

    /** The whole header block: nothing else may come before its last frame (RFC 9113 §6.10). */
    private static byte[] block(Frame first, DataInputStream in) throws IOException {
        var block = new ByteArrayOutputStream();
        block.writeBytes(first.content());
        @Nullable Frame frame = first;
        while (!frame.has(Frame.END_HEADERS)) {
            frame = Frame.read(in);
            if (frame == null || frame.type() != Frame.CONTINUATION || frame.stream() != first.stream()) {
                throw new BrokenFrameException(1, "a header block was left unfinished");
            }
            block.writeBytes(frame.payload());
            if (block.size() > HEAD_LIMIT_BYTES) {
                throw new BrokenFrameException(11, "a head of more than " + HEAD_LIMIT_BYTES + " bytes");
            }
        }
        return block.toByteArray();
    }

    private void headers(Frame frame, byte[] block) throws IOException {
        List<Field> fields = decoder.decode(block); // even those that nobody wants: the table is shared
        Http2Stream known = streams.get(frame.stream());
        if (known != null) { // the trailer section
            known.received(new byte[0], frame.has(Frame.END_STREAM));
            return;
        }
        if (frame.stream() <= lastStream) {
            return; // of a stream that is over
        }
        if (frame.stream() % 2 == 0) {
            throw new BrokenFrameException(1, "a client's streams have odd numbers: " + frame.stream());
        }
        lastStream = frame.stream();
        if (streams.size() >= STREAM_LIMIT) {
            send(Frame.number(Frame.RST_STREAM, frame.stream(), Http2Error.REFUSED_STREAM.code()), () -> {});
        } else if (frame.stream() <= lastWelcome) {
            var stream = new Http2Stream(frame.stream(), this, Http2Stream.request(fields));
            streams.put(frame.stream(), stream);
            if (closed) {
                stream.abandon();
            }
            stream.begin(frame.has(Frame.END_STREAM));
        }
    }

    /** Both windows are filled up again at once: what bounds a body is that only its first MiB is kept. */
    private void data(Frame frame) throws IOException {
        Http2Stream stream = streams.get(frame.stream());
        int counted = frame.payload().length;
        if (counted > 0) {
            send(Frame.number(Frame.WINDOW_UPDATE, 0, counted), () -> {});
        }
        if (stream != null) {
            if (counted > 0 && !frame.has(Frame.END_STREAM)) {
                send(Frame.number(Frame.WINDOW_UPDATE, frame.stream(), counted), () -> {});
            }
            stream.received(frame.content(), frame.has(Frame.END_STREAM));
        }
    }
}
