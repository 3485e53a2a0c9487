package dev.catchwater.fairlead;

import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between a body's source and the one who reads it: counts, and signals the end before the reader hears of it. */
final class BodyReader implements MultiSubscriber<Buffer>, Flow.Subscription {
    private static final Flow.Subscription STOPPED = new Stopped();

    private final MultiSubscriber<? super Buffer> downstream;
    private final BodyEnd end;
    private final AtomicReference<Flow.@Nullable Subscription> upstream = new AtomicReference<>();
    private long bytes;
    private boolean subscribed;
    private @Nullable HttpFailure early;

    BodyReader(MultiSubscriber<? super Buffer> downstream, BodyEnd end) {
        this.downstream = downstream;
        this.end = end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (!upstream.compareAndSet(null, subscription)) {
            subscription.cancel();
        }
        downstream.onSubscribe(this);
        HttpFailure missed;
        synchronized (this) {
            subscribed = true;
            missed = early;
        }
        if (missed != null) {
            downstream.onFailure(missed.asException());
        }
    }

    @Override
    public void onItem(Buffer chunk) {
        if (end.outcome() == null) {
            bytes += chunk.length();
            downstream.onItem(chunk);
        }
    }

    @Override
    public void onFailure(Throwable thrown) {
        if (end.signal(Outcome.of(thrown))) {
            downstream.onFailure(thrown);
        }
    }

    @Override
    public void onCompletion() {
        // An empty body has ended before it is read; its reader still has to hear so.
        if (end.signal(new Outcome.Completed(bytes)) || end.outcome() instanceof Outcome.Completed) {
            downstream.onCompletion();
        }
    }

    @Override
    public void request(long n) {
        var subscription = upstream.get();
        if (subscription != null) {
            subscription.request(n);
        }
    }

    @Override
    public void cancel() {
        if (end.signal(new Outcome.Cancelled())) {
            stop();
        }
    }

    /** Cuts the reader off; one that another thread is only just subscribing hears of it when that is done. */
    void fail(HttpFailure failure) {
        stop();
        synchronized (this) {
            if (!subscribed) {
                early = failure;
                return;
            }
        }
        downstream.onFailure(failure.asException());
    }

    private void stop() {
        var subscription = upstream.getAndSet(STOPPED);
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private static final class Stopped implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
