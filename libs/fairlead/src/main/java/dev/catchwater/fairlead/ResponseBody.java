package dev.catchwater.fairlead;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The content of a response: read once, at the reader's pace, and with an end that is signalled exactly once however
 * it comes (read to the end, failed, cancelled, never read at all).
 *
 * <p>Demand reaches the socket: what is not asked for is not read. Cancelling closes the exchange.
 */
public final class ResponseBody {
    private static final long DISCARD_LIMIT_BYTES = 64 * 1024;

    private final Multi<Buffer> source;
    private final Runnable dropUnread;
    private final BodyEnd end = new BodyEnd();
    private final AtomicReference<@Nullable Reader> reader = new AtomicReference<>();

    private ResponseBody(Multi<Buffer> source, Runnable dropUnread) {
        this.source = source;
        this.dropUnread = dropUnread;
    }

    /**
     * A body over a stream of chunks.
     *
     * @param source the chunks; subscribed to once at most
     * @param dropUnread frees the exchange if nobody ever subscribes
     */
    public static ResponseBody of(Multi<Buffer> source, Runnable dropUnread) {
        return new ResponseBody(source, dropUnread);
    }

    /** No content; its end has already come. */
    public static ResponseBody empty() {
        ResponseBody body = new ResponseBody(Multi.createFrom().empty(), () -> {});
        body.end.signal(new Outcome.Completed(0));
        return body;
    }

    /** Whether it is known to have no content: its end has come without anybody reading it. */
    public boolean isEmpty() {
        return reader.get() == null && end.outcome() instanceof Outcome.Completed;
    }

    /** The chunks, as they come. A second subscription fails. */
    public Multi<Buffer> stream() {
        return new AbstractMulti<>() {
            @Override
            public void subscribe(MultiSubscriber<? super Buffer> subscriber) {
                read(subscriber);
            }
        };
    }

    /** The whole content in memory; its size is bounded by the client's limit on bodies. */
    public Uni<Buffer> bytes() {
        return stream().collect().in(Buffer::buffer, Buffer::appendBuffer);
    }

    /** Reads to the end and forgets, so that the connection can be used again; gives a long body up instead. */
    public Uni<Void> discard() {
        return stream()
                .onItem()
                .scan(() -> 0L, (sum, chunk) -> sum + chunk.length())
                .select()
                .first(sum -> sum <= DISCARD_LIMIT_BYTES)
                .onItem()
                .ignoreAsUni();
    }

    /** Gives the body up, read or unread. */
    public void cancel() {
        Reader current = reader.get();
        if (current != null) {
            current.cancel();
        } else if (end.signal(new Outcome.Cancelled())) {
            dropUnread.run();
        }
    }

    /** Ends the body with a failure, whether somebody reads it or not. Called on the call's own event loop. */
    public void abort(HttpFailure failure) {
        if (end.signal(new Outcome.Failed(failure))) {
            Reader current = reader.get();
            if (current != null) {
                current.fail(failure);
            } else {
                dropUnread.run();
            }
        }
    }

    /** Runs once when the body has ended; at once if it already has. Before the reader hears of it. */
    public void onEnd(Consumer<Outcome> listener) {
        end.listen(listener);
    }

    /** A body whose chunks pass through {@code change}; ends on its own account, and gives this one up with it. */
    public ResponseBody through(UnaryOperator<Multi<Buffer>> change) {
        return isEmpty() ? this : new ResponseBody(change.apply(stream()), this::cancel);
    }

    private void read(MultiSubscriber<? super Buffer> subscriber) {
        Reader mine = new Reader(subscriber);
        if (!reader.compareAndSet(null, mine)) {
            Subscriptions.fail(subscriber, new IllegalStateException("a response body can be read only once"));
        } else if (end.outcome() instanceof Outcome.Failed(HttpFailure failure)) {
            Subscriptions.fail(subscriber, failure.asException());
        } else if (end.outcome() instanceof Outcome.Cancelled) {
            Subscriptions.fail(subscriber, new IllegalStateException("the response body was given up"));
        } else {
            source.subscribe().withSubscriber(mine);
        }
    }

    /** Stands between the source and the one who reads: counts, and signals the end first. */
    private final class Reader implements MultiSubscriber<Buffer>, Flow.Subscription {
        private final MultiSubscriber<? super Buffer> downstream;
        private final AtomicReference<Flow.@Nullable Subscription> upstream = new AtomicReference<>();
        private long bytes;

        Reader(MultiSubscriber<? super Buffer> downstream) {
            this.downstream = downstream;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            upstream.set(subscription);
            downstream.onSubscribe(this);
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
            HttpFailure failure = HttpFailure.of(thrown);
            if (end.signal(new Outcome.Failed(
                    failure == null ? new HttpFailure.BadBody(String.valueOf(thrown.getMessage())) : failure))) {
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

        void fail(HttpFailure failure) {
            stop();
            downstream.onFailure(failure.asException());
        }

        private void stop() {
            var subscription = upstream.get();
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
