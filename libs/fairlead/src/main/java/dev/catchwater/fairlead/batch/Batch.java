package dev.catchwater.fairlead.batch;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.function.Function;

/**
 * Sends many requests, so many at a time, and gives a result for each. A call that fails is a {@link
 * BatchResult.Failed}, and the others go on; the {@code Multi} itself fails only where the requests' iterator does.
 *
 * <p>Calls in flight and results that nobody has taken are together never more than the concurrency: a reader that is
 * slow, or that waits for the first in order, slows the sending down. Cancelling cancels what is in flight, and begins
 * nothing more.
 */
public final class Batch {
    private Batch() {}

    /**
     * Results as they come.
     *
     * @param client sends, {@code client::send} for instance
     * @param requests taken one at a time as there is room; may have no end
     * @param concurrency calls at a time, bodies included
     * @param read what to make of an answer; it must read, discard or cancel the body
     */
    public static <T> Multi<BatchResult<T>> asCompleted(
            Next client, Iterable<Request> requests, int concurrency, Function<Response, Uni<T>> read) {
        return multi(client, requests, concurrency, read, false);
    }

    /** Results in the order of their requests; otherwise as {@link #asCompleted}. */
    public static <T> Multi<BatchResult<T>> inOrder(
            Next client, Iterable<Request> requests, int concurrency, Function<Response, Uni<T>> read) {
        return multi(client, requests, concurrency, read, true);
    }

    private static <T> Multi<BatchResult<T>> multi(
            Next client,
            Iterable<Request> requests,
            int concurrency,
            Function<Response, Uni<T>> read,
            boolean inOrder) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("at least one call at a time");
        }
        return new AbstractMulti<>() {
            @Override
            public void subscribe(MultiSubscriber<? super BatchResult<T>> subscriber) {
                var run = new BatchRun<>(client, requests.iterator(), concurrency, read, inOrder, subscriber);
                subscriber.onSubscribe(run);
                run.work();
            }
        };
    }
}
