package dev.catchwater.load.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections to one server, looked after by the thread that calls, which never sleeps. */
final class Wire implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1_024);
    private final List<Line> lines = new ArrayList<>();
    private final Listener listener;

    Wire(int port, int connections, Listener listener) throws IOException {
        this.listener = listener;
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Line line = new Line(channel);
            channel.register(selector, SelectionKey.OP_READ, line);
            lines.add(line);
        }
    }

    List<Line> lines() {
        return lines;
    }

    /** Takes what has come, if anything has. */
    void poll() throws IOException {
        selector.selectNow(key -> {
            try {
                read((Line) key.attachment());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void read(Line line) throws IOException {
        in.clear();
        if (line.channel.read(in) < 0) {
            throw new IOException("the server has closed a connection");
        }
        in.flip();
        boolean ended = line.answer.take(in);
        if (line.began == 0 && (ended || line.answer.hasBegun())) {
            line.began = System.nanoTime();
        }
        if (ended) {
            line.judge(in.remaining());
            listener.ended(line);
        }
    }

    @Override
    public void close() throws IOException {
        for (Line line : lines) {
            line.channel.close();
        }
        selector.close();
    }

    /** Told of the end of an answer, which was right. */
    @FunctionalInterface
    interface Listener {
        void ended(Line line) throws IOException;
    }

    /** One connection, on which at most one request is open. */
    static final class Line {
        private final SocketChannel channel;
        private final Answer answer = new Answer();
        private Ask ask = Ask.whole("/b/0/0");
        private long due;
        private long began;

        private Line(SocketChannel channel) {
            this.channel = channel;
        }

        /** @param due when it should have been sent, by {@link System#nanoTime()} */
        void send(Ask next, long due) throws IOException {
            this.due = due;
            ask = next;
            began = 0;
            ByteBuffer head = next.head().duplicate();
            channel.write(head);
            if (head.hasRemaining()) {
                throw new IOException("a request that does not fit into a socket");
            }
        }

        long due() {
            return due;
        }

        /** When the first byte of the body came. */
        long began() {
            return began;
        }

        private void judge(int more) {
            if (answer.status() != ask.status() || answer.length() != ask.length() || more > 0) {
                throw new IllegalStateException("status " + answer.status() + ", " + answer.length() + " bytes and "
                        + more + " more, instead of " + ask);
            }
        }
    }
}
