package dev.catchwater.testkit;

import dev.catchwater.testkit.http2.Frame;
import dev.catchwater.testkit.wire.Outbox;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** Sends what the streams of one connection have to send as fast as the client's windows allow (RFC 9113 §5.2). */
final class Http2Sender {
    private static final int DEFAULT_WINDOW_BYTES = 65_535;

    private final ReentrantLock lock = new ReentrantLock();
    private final Outbox outbox;
    private final Map<Integer, Queue> queues = new TreeMap<>();
    private long window = DEFAULT_WINDOW_BYTES;
    private long initialWindow = DEFAULT_WINDOW_BYTES;
    private boolean closed;

    /** What goes out as it is, or as DATA in as many frames as it takes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    record Item(byte[] bytes, boolean isData, boolean endsStream, IntConsumer sent, Runnable then) {}

    private static final class Queue {
        private final Deque<Item> items = new ArrayDeque<>();
        private int at;
        private long window;
        private long waiting;
    }

    Http2Sender(Outbox outbox) {
        this.outbox = outbox;
    }

    void open(int stream) {
        lock.lock();
        try {
            var queue = new Queue();
            queue.window = initialWindow;
            queues.put(stream, queue);
        } finally {
            lock.unlock();
        }
    }

    /** Queues behind what this stream has queued; once it is forgotten, nothing goes out. */
    void send(int stream, Item item) {
        lock.lock();
        try {
            Queue queue = queues.get(stream);
            if (queue == null || closed) {
                return;
            }
            if (queue.waiting + item.bytes().length > Outbox.PENDING_LIMIT_BYTES) {
                throw new IllegalStateException(
                        "more than " + Outbox.PENDING_LIMIT_BYTES + " bytes wait to be sent: await the drain");
            }
            queue.items.add(item);
            queue.waiting += item.bytes().length;
            pump(stream, queue);
        } finally {
            lock.unlock();
        }
    }

    /** The client has room for more; stream 0 is the connection. */
    void granted(int stream, int bytes) {
        lock.lock();
        try {
            if (stream == 0) {
                window += bytes;
                queues.forEach(this::pump);
            } else if (queues.containsKey(stream)) {
                Queue queue = queues.get(stream);
                queue.window += bytes;
                pump(stream, queue);
            }
        } finally {
            lock.unlock();
        }
    }

    /** RFC 9113 §6.9.2: a change goes for the streams that are open, too. */
    void initialWindow(int bytes) {
        lock.lock();
        try {
            long change = bytes - initialWindow;
            initialWindow = bytes;
            queues.forEach((stream, queue) -> {
                queue.window += change;
                pump(stream, queue);
            });
        } finally {
            lock.unlock();
        }
    }

    void forget(int stream) {
        lock.lock();
        try {
            queues.remove(stream);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            queues.clear();
        } finally {
            lock.unlock();
        }
    }

    private void pump(int stream, Queue queue) {
        for (Item item = queue.items.peek(); item != null; item = queue.items.peek()) {
            int left = item.bytes().length - queue.at;
            int now = (int) Math.min(Math.min(left, Frame.LIMIT_BYTES), Math.max(0, Math.min(window, queue.window)));
            if (!item.isData()) {
                now = left;
            } else if (now == 0 && left > 0) {
                return;
            }
            write(stream, queue, item, now);
            queue.at += now;
            queue.waiting -= now;
            if (queue.at == item.bytes().length) {
                queue.items.remove();
                queue.at = 0;
            }
        }
    }

    private void write(int stream, Queue queue, Item item, int bytes) {
        boolean last = queue.at + bytes == item.bytes().length;
        Runnable then = () -> {
            item.sent().accept(bytes);
            if (last) {
                item.then().run();
            }
        };
        if (!item.isData()) {
            outbox.write(item.bytes(), then);
            return;
        }
        byte[] part = Arrays.copyOfRange(item.bytes(), queue.at, queue.at + bytes);
        outbox.write(
                Frame.of(Frame.DATA, last && item.endsStream() ? Frame.END_STREAM : 0, stream, part)
                        .wire(),
                then);
        window -= bytes;
        queue.window -= bytes;
    }
}
