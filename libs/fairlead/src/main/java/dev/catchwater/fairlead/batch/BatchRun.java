package dev.catchwater.fairlead.batch;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run through the requests of a batch. Whatever happens (demand, a result, a cancellation) asks for work; one
 * thread at a time does it, until nobody has asked meanwhile.
 */
final class BatchRun<T> implements Flow.Subscription {
    private static final Cancellable NOT_YET = () -> {};

    private final Next client;
    private final Iterator<Request> requests;
    private final int concurrency;
    private final Function<Response, Uni<T>> read;
    private final boolean inOrder;
    private final MultiSubscriber<? super BatchResult<T>> reader;
    private final AtomicInteger asked = new AtomicInteger();
    // Guarded by this: results come on any thread.
    private final Queue<BatchResult<T>> ready = new ArrayDeque<>();
    private final Map<Integer, BatchResult<T>> early = new HashMap<>();
    private final Map<Integer, Cancellable> running = new HashMap<>();
    private int inLine;
    private long demand;
    private boolean cancelled;
    // Only within work().
    private int begun;
    private int emitted;
    private boolean over;

    BatchRun(
            Next client,
            Iterator<Request> requests,
            int concurrency,
            Function<Response, Uni<T>> read,
            boolean inOrder,
            MultiSubscriber<? super BatchResult<T>> reader) {
        this.client = client;
        this.requests = requests;
        this.concurrency = concurrency;
        this.read = read;
        this.inOrder = inOrder;
        this.reader = reader;
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            cancel();
            reader.onFailure(new IllegalArgumentException("a reader must ask for at least one result"));
            return;
        }
        synchronized (this) {
            demand = Subscriptions.add(demand, n);
        }
        work();
    }

    @Override
    public void cancel() {
        Map<Integer, Cancellable> toStop;
        synchronized (this) {
            cancelled = true;
            toStop = new HashMap<>(running);
            running.clear();
            ready.clear();
            early.clear();
        }
        toStop.values().forEach(Cancellable::cancel);
    }

    void work() {
        if (asked.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            emit();
            begin();
            emit();
            seen = asked.addAndGet(-seen);
        }
    }

    private void emit() {
        for (BatchResult<T> next = take(); next != null; next = take()) {
            emitted++;
            reader.onItem(next);
        }
    }

    private synchronized @Nullable BatchResult<T> take() {
        if (demand == 0 || cancelled || ready.isEmpty()) {
            return null;
        }
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        return ready.remove();
    }

    /** What is begun and not yet emitted is in flight or waits to be taken: both count against the concurrency. */
    private void begin() {
        try {
            while (!over && !isCancelled() && begun - emitted < concurrency && requests.hasNext()) {
                call(begun++, requests.next());
                emit();
            }
            if (!over && !isCancelled() && begun == emitted && !requests.hasNext()) {
                over = true;
                reader.onCompletion();
            }
        } catch (RuntimeException ofTheIterator) {
            over = true;
            cancel();
            reader.onFailure(ofTheIterator);
        }
    }

    private void call(int index, Request request) {
        synchronized (this) {
            running.put(index, NOT_YET);
        }
        Cancellable call = Uni.createFrom()
                .deferred(() -> client.proceed(request).flatMap(read::apply))
                .subscribe()
                .with(
                        value -> ended(new BatchResult.Done<>(index, request, value)),
                        thrown -> ended(new BatchResult.Failed<>(
                                index, request, Outcome.of(thrown).failure())));
        boolean late;
        synchronized (this) {
            late = cancelled;
            running.computeIfPresent(index, (same, notYet) -> call);
        }
        if (late) {
            call.cancel();
        }
    }

    private void ended(BatchResult<T> result) {
        synchronized (this) {
            if (cancelled) {
                return;
            }
            running.remove(result.index());
            if (inOrder) {
                early.put(result.index(), result);
                for (var next = early.remove(inLine); next != null; next = early.remove(inLine)) {
                    ready.add(next);
                    inLine++;
                }
            } else {
                ready.add(result);
            }
        }
        work();
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }
}
