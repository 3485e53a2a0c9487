package dev.catchwater.testkit;

import dev.catchwater.testkit.http2.Frame;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One answer on a stream of an HTTP/2 connection. */
final class Http2Lane implements Lane {
    /** RFC 9113 §8.2.2: what belongs to a connection of HTTP/1.1 makes a head malformed here. */
    private static final Set<String> OF_CONNECTIONS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OF_CONNECTIONS.addAll(Set.of("Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"));
    }

    private final int stream;
    private final Http2 http2;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] held = new byte[0];
    private boolean bodiless;
    private boolean closed;
    private long queued;
    private long sent;

    Http2Lane(int stream, Http2 http2) {
        this.stream = stream;
        this.http2 = http2;
        http2.sender().open(stream);
    }

    @Override
    public void head(Head head) {
        locked(() -> {
            bodiless = head.bodiless();
            var fields = head.framedFields().stream()
                    .filter(field -> !OF_CONNECTIONS.contains(field.getKey()))
                    .toList();
            if (head.announcesClose()) {
                http2.welcomeUpTo(stream);
                queue(Frame.goAway(stream, Http2Error.NO_ERROR.code()).wire(), false, false, () -> {});
            }
            queue(Frame.headers(stream, bodiless, head.status(), fields), false, false, () -> {});
        });
    }

    /** There is no frame to leave incomplete that would not block the other streams. */
    @Override
    public void part(byte[] part, int bytes) {
        locked(() -> {
            if (!bodiless && bytes > 0) {
                flush();
                held = Arrays.copyOf(part, bytes);
            }
        });
    }

    @Override
    public void flush() {
        locked(() -> {
            if (held.length > 0) {
                queue(held, true, false, () -> {});
                held = new byte[0];
            }
        });
    }

    @Override
    public void raw(byte[] bytes) {
        locked(() -> {
            flush();
            queue(bytes, false, false, () -> {});
        });
    }

    @Override
    public void end(Runnable then) {
        locked(() -> {
            queue(held, !bodiless, !bodiless, then);
            held = new byte[0];
        });
    }

    @Override
    public void afterwards(Runnable action) {
        locked(() -> {
            flush();
            queue(new byte[0], false, false, action);
        });
    }

    @Override
    public void reset(Http2Error error, Runnable then) {
        locked(() -> {
            flush();
            queue(Frame.number(Frame.RST_STREAM, stream, error.code()).wire(), false, false, then);
        });
    }

    @Override
    public void goAway(Http2Error error, Runnable then) {
        http2.welcomeUpTo(stream - 2);
        locked(() -> queue(Frame.goAway(Math.max(0, stream - 2), error.code()).wire(), false, false, () -> {
            http2.connection().cut();
            then.run();
        }));
    }

    @Override
    public boolean upgrade(Consumer<InputStream> reader) {
        return false;
    }

    @Override
    public boolean saidClose() {
        return false; // it said GOAWAY, and other streams may be under way
    }

    @Override
    public boolean awaitDrain(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (sent < queued && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return sent == queued && !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long pendingBytes() {
        lock.lock();
        try {
            return closed ? 0 : queued - sent;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of the head and the body, those of the frames' heads around the body not counted. */
    @Override
    public long sentBytes() {
        lock.lock();
        try {
            return sent;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        locked(() -> {
            closed = true;
            changed.signalAll();
        });
    }

    private void queue(byte[] bytes, boolean isData, boolean endsStream, Runnable then) {
        http2.sender().send(stream, new Http2Sender.Item(bytes, isData, endsStream, this::sent, then));
        queued += bytes.length;
    }

    private void sent(int bytes) {
        locked(() -> {
            sent += bytes;
            changed.signalAll();
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
