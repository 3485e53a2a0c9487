package dev.catchwater.fairlead;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A stream of chunks for a thread that may wait: a virtual one, never an event loop. It asks for a chunk when it needs
 * one, so that demand reaches the socket, and closing it cancels. The failure of the stream is thrown as it is, from
 * whatever read comes after the bytes before it.
 */
public final class BodyInputStream extends InputStream {
    private sealed interface Signal {
        record Chunk(Buffer bytes) implements Signal {}

        record Broken(Throwable thrown) implements Signal {}

        record End() implements Signal {}
    }

    // Holds a chunk, for no more is asked for, and the end after it.
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> upstream = new AtomicReference<>();
    private byte[] chunk = new byte[0];
    private int at;
    private @Nullable Signal over;

    private BodyInputStream() {}

    /** Subscribes to the chunks at once and asks for the first when it is needed. */
    public static BodyInputStream of(Multi<Buffer> chunks) {
        BodyInputStream stream = new BodyInputStream();
        chunks.subscribe().withSubscriber(stream.new Intake());
        return stream;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == chunk.length) {
            if (!advance()) {
                return -1;
            }
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean advance() throws IOException {
        Signal signal = over == null ? await() : over;
        if (signal instanceof Signal.Chunk(Buffer bytes)) {
            chunk = bytes.getBytes();
            at = 0;
            return true;
        }
        over = signal;
        if (signal instanceof Signal.Broken(Throwable thrown)) {
            if (thrown instanceof RuntimeException asItIs) {
                throw asItIs;
            }
            throw new IOException(thrown);
        }
        return false;
    }

    private Signal await() throws IOException {
        Flow.Subscription source = upstream.get();
        if (source != null) {
            source.request(1);
        }
        try {
            return signals.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the reader was stopped");
        }
    }

    @Override
    public void close() {
        Flow.Subscription source = upstream.getAndSet(Subscriptions.CANCELLED);
        if (source != null) {
            source.cancel();
        }
    }

    private final class Intake implements MultiSubscriber<Buffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (!upstream.compareAndSet(null, subscription)) {
                subscription.cancel();
            }
        }

        @Override
        public void onItem(Buffer bytes) {
            signals.add(new Signal.Chunk(bytes));
        }

        @Override
        public void onFailure(Throwable thrown) {
            signals.add(new Signal.Broken(thrown));
        }

        @Override
        public void onCompletion() {
            signals.add(new Signal.End());
        }
    }
}
