package dev.catchwater.fairlead;

import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The chunks of a body as one buffer. Most bodies come in one chunk, which is handed on as it is. */
final class BodyBytes extends AbstractUni<Buffer> {
    private final ResponseBody body;

    BodyBytes(ResponseBody body) {
        this.body = body;
    }

    @Override
    public void subscribe(UniSubscriber<? super Buffer> subscriber) {
        Collector collector = new Collector(subscriber);
        subscriber.onSubscribe(collector);
        body.read(collector);
    }

    private static final class Collector extends AtomicReference<Flow.@Nullable Subscription>
            implements MultiSubscriber<Buffer>, UniSubscription {
        private static final Flow.Subscription CANCELLED = new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        };

        private static final long serialVersionUID = 1L;

        private final transient UniSubscriber<? super Buffer> downstream;
        private transient @Nullable Buffer first;
        private transient @Nullable Buffer all;

        Collector(UniSubscriber<? super Buffer> downstream) {
            this.downstream = downstream;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (compareAndSet(null, subscription)) {
                subscription.request(Long.MAX_VALUE);
            } else {
                subscription.cancel();
            }
        }

        @Override
        public void onItem(Buffer chunk) {
            if (all != null) {
                all.appendBuffer(chunk);
            } else if (first != null) {
                all = Buffer.buffer(2 * (first.length() + chunk.length()))
                        .appendBuffer(first)
                        .appendBuffer(chunk);
            } else {
                first = chunk;
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            if (!isCancelled()) {
                downstream.onFailure(failure);
            }
        }

        @Override
        public void onCompletion() {
            if (!isCancelled()) {
                Buffer whole = all != null ? all : first;
                downstream.onItem(whole != null ? whole : Buffer.buffer());
            }
        }

        @Override
        public void cancel() {
            Flow.Subscription subscription = getAndSet(CANCELLED);
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @SuppressWarnings("ReferenceEquality") // the one that stands for having been cancelled
        private boolean isCancelled() {
            return get() == CANCELLED;
        }
    }
}
