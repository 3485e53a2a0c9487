package dev.catchwater.fairlead;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    private static final AtomicReferenceFieldUpdater<ResponseBody, @Nullable Object> TAKEN =
            AtomicReferenceFieldUpdater.newUpdater(ResponseBody.class, Object.class, "taken");

    private final Multi<Buffer> source;
    private final Runnable dropUnread;
    private final boolean empty;
    private final Supplier<Headers> trailers;
    private final BodyEnd end = new BodyEnd();
    // Whoever sets it decides between reading and giving up, so that the two cannot cross.
    private volatile @Nullable Object taken;

    private ResponseBody(Multi<Buffer> source, Runnable dropUnread, boolean empty, Supplier<Headers> trailers) {
        this.source = source;
        this.dropUnread = dropUnread;
        this.empty = empty;
        this.trailers = trailers;
    }

    /**
     * A body over a stream of chunks.
     *
     * @param source the chunks; subscribed to once at most
     * @param dropUnread frees the exchange if nobody ever subscribes
     */
    public static ResponseBody of(Multi<Buffer> source, Runnable dropUnread) {
        return of(source, dropUnread, Headers::none);
    }

    /**
     * A body that fields may follow.
     *
     * @param trailers asked when the stream has completed
     */
    public static ResponseBody of(Multi<Buffer> source, Runnable dropUnread, Supplier<Headers> trailers) {
        return new ResponseBody(source, dropUnread, false, trailers);
    }

    /** No content; its end has already come. */
    public static ResponseBody empty() {
        ResponseBody body = new ResponseBody(Multi.createFrom().empty(), () -> {}, true, Headers::none);
        body.end.signal(new Outcome.Completed(0));
        return body;
    }

    /** Whether it is known to have no content: its end has come without anybody reading it. */
    public boolean isEmpty() {
        return empty;
    }

    /** The fields that followed the content (RFC 9110 §6.5), once it has been read to its end; before there are none. */
    public Headers trailers() {
        return trailers.get();
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
        return new BodyBytes(this);
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
        if (taken instanceof BodyReader reader) {
            reader.cancel();
        } else if (!cancelUnread() && taken instanceof BodyReader reader) {
            reader.cancel();
        }
    }

    /** Gives the body up unless somebody has begun to read it; tells whether it did. */
    public boolean cancelUnread() {
        return giveUp(new Outcome.Cancelled());
    }

    /** Ends the body with a failure, whether somebody reads it or not. Called on the call's own event loop. */
    public void abort(HttpFailure failure) {
        Outcome failed = new Outcome.Failed(failure);
        if (!giveUp(failed) && taken instanceof BodyReader reader && end.signal(failed)) {
            reader.fail(failure);
        }
    }

    /** Runs once when the body has ended; at once if it already has. Before the reader hears of it. */
    public void onEnd(Consumer<Outcome> listener) {
        end.listen(listener);
    }

    void onEnd(BodyEnd.Listener listener) {
        end.listen(listener);
    }

    /** A body whose chunks pass through {@code change}; ends on its own account, and gives this one up with it. */
    public ResponseBody through(UnaryOperator<Multi<Buffer>> change) {
        if (empty) {
            return this;
        }
        ResponseBody changed = of(change.apply(stream()), this::cancel, trailers);
        // A reader hears of a failure through the stream; without one the end would wait for somebody to read.
        onEnd(outcome -> {
            if (outcome instanceof Outcome.Failed) {
                changed.giveUp(outcome);
            }
        });
        return changed;
    }

    private boolean giveUp(Outcome outcome) {
        if (empty || !TAKEN.compareAndSet(this, null, outcome)) {
            return false;
        }
        end.signal(outcome);
        dropUnread.run();
        return true;
    }

    void read(MultiSubscriber<? super Buffer> subscriber) {
        BodyReader mine = new BodyReader(subscriber, end);
        if (TAKEN.compareAndSet(this, null, mine)) {
            source.subscribe().withSubscriber(mine);
            return;
        }
        Subscriptions.fail(
                subscriber,
                switch (taken) {
                    case Outcome.Failed(HttpFailure failure) -> failure.asException();
                    case Outcome.Cancelled cancelled -> new IllegalStateException("the response body was given up");
                    case null, default -> new IllegalStateException("a response body can be read only once");
                });
    }
}
