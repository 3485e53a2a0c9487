package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.Outbox;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request and its answer: open, then sealed (its end is queued), then over (its end is out, or the client is gone). */
final class Exchange {
    private final Received request;
    private final Connection connection;
    private final long sentBefore;
    private final AtomicBoolean sealed = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);

    Exchange(Received request, Connection connection) {
        this.request = request;
        this.connection = connection;
        this.sentBefore = outbox().sentBytes();
    }

    Received request() {
        return request;
    }

    Outbox outbox() {
        return connection.outbox();
    }

    long sentBytes() {
        return outbox().sentBytes() - sentBefore;
    }

    boolean isOpen() {
        return !sealed.get() && over.getCount() > 0;
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /**
     * Ends as HTTP wants it, with these last bytes. It is sealed before they are on their way: whoever has read them may
     * leave at once, and is no disconnect.
     */
    void end(byte[] last) {
        finish(last, () -> {});
    }

    /** Ends the connection after these last bytes. */
    void cut(byte[] last) {
        finish(last, connection::cut);
    }

    void reset() {
        finish(new byte[0], connection::reset);
    }

    void resetNow() {
        if (over.getCount() > 0) {
            sealed.set(true);
            connection.reset();
            over.countDown();
        }
    }

    /** The connection is no more; a finished exchange does not mind. */
    void abandon() {
        sealed.set(true);
        over.countDown();
    }

    boolean awaitClosed(Duration limit) {
        try {
            return over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void awaitOver() throws InterruptedException {
        over.await();
    }

    private void finish(byte[] last, Runnable ending) {
        if (sealed.compareAndSet(false, true)) {
            outbox().write(last, () -> {
                ending.run();
                over.countDown();
            });
        }
    }
}
