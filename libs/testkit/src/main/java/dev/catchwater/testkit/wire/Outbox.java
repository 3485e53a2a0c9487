package dev.catchwater.testkit.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is to go out on one connection, in order: bytes, and what to do once they have been handed to the kernel. Adding
 * never blocks; a thread of its own writes, so a client that does not read is seen as bytes that stay pending.
 */
public final class Outbox {
    /** More than this waiting is a mistake of the test, which should await the drain. */
    public static final long PENDING_LIMIT_BYTES = 64L << 20;

    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    private record Item(byte[] bytes, Runnable then) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> items = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;
    private long pending;
    private long sent;

    /** Adds bytes; once closed they are dropped, as the network would. */
    public void write(byte[] bytes) {
        write(bytes, () -> {});
    }

    /** Adds bytes and what the writing thread is to do as soon as they have been handed to the kernel. */
    public void write(byte[] bytes, Runnable then) {
        locked(() -> {
            if (pending + bytes.length > PENDING_LIMIT_BYTES) {
                throw new IllegalStateException(
                        "more than " + PENDING_LIMIT_BYTES + " bytes wait to be sent: await the drain");
            }
            if (!closed) {
                items.add(new Item(bytes, then));
                pending += bytes.length;
            }
        });
    }

    /** Drops what is pending and ends {@link #run}. */
    public void close() {
        locked(() -> {
            closed = true;
            items.clear();
            pending = 0;
        });
    }

    /** True when everything added so far was handed to the kernel in time; false when time ran out or it was closed. */
    public boolean awaitDrain(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while ((busy || !items.isEmpty()) && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !busy && items.isEmpty() && !closed;
        } finally {
            lock.unlock();
        }
    }

    public long pendingBytes() {
        lock.lock();
        try {
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes handed to the kernel since the connection began, heads and framing included. */
    public long sentBytes() {
        lock.lock();
        try {
            return sent;
        } finally {
            lock.unlock();
        }
    }

    /** Writes until closed; an I/O error closes. */
    public void run(OutputStream out) {
        try {
            for (Item item = take(); item != null; item = take()) {
                send(item.bytes(), out);
                item.then().run();
            }
        } catch (IOException gone) {
            close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void send(byte[] bytes, OutputStream out) throws IOException {
        for (int at = 0; at < bytes.length; ) {
            int slice = Math.min(16 << 10, bytes.length - at);
            out.write(bytes, at, slice);
            at += slice;
            locked(() -> {
                sent += slice;
                pending = Math.max(0, pending - slice);
            });
        }
    }

    private @Nullable Item take() throws InterruptedException {
        lock.lock();
        try {
            busy = false;
            changed.signalAll();
            while (items.isEmpty() && !closed) {
                changed.await(1, TimeUnit.MINUTES);
            }
            busy = !closed;
            return closed ? null : items.poll();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
