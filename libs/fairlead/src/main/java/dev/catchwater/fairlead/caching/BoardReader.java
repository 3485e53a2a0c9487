package dev.catchwater.fairlead.caching;

import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One who reads a {@link Board}: gets what is there, then waits for more, one signal at a time on its own executor. */
final class BoardReader extends AbstractMulti<Buffer> implements Flow.Subscription {
    /** How far a reader has got; guarded by the board. */
    static final class Place {
        private int piece;
        private int offset;
        private long total;

        int piece() {
            return piece;
        }

        int offset() {
            return offset;
        }

        void advance() {
            piece++;
            offset = 0;
        }

        void read(int bytes) {
            offset += bytes;
            total += bytes;
        }

        /** Bytes. */
        long total() {
            return total;
        }
    }

    private final Board board;
    private final Executor here;
    private final Thread home = Thread.currentThread();
    private final Place place = new Place();
    private final AtomicInteger wakes = new AtomicInteger();
    private @Nullable MultiSubscriber<? super Buffer> reader;
    private volatile long demand;
    private volatile boolean waiting;
    private volatile boolean over;

    BoardReader(Board board, Executor here) {
        this.board = board;
        this.here = here;
    }

    /** Whether it has read all that has come and asks for more. */
    boolean isThirsty() {
        return waiting && demand > 0 && !over;
    }

    Place place() {
        return place;
    }

    @Override
    public void subscribe(MultiSubscriber<? super Buffer> subscriber) {
        reader = subscriber;
        boolean idle = wakes.getAndIncrement() == 0;
        subscriber.onSubscribe(this);
        // Also an empty body, which ends without being asked for.
        if (idle && isHome()) {
            run(); // what is there at once: behind all others who join it would come late
        } else if (idle) {
            here.execute(this::run);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a thread is itself
    private boolean isHome() {
        return Thread.currentThread() == home;
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            demand = Subscriptions.add(demand, n);
        }
        wake();
    }

    private synchronized void served() {
        demand = demand == Long.MAX_VALUE ? demand : demand - 1;
    }

    @Override
    public void cancel() {
        if (!over) {
            over = true;
            board.leave(this);
        }
    }

    /** There may be something to do. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            here.execute(this::run);
        }
    }

    private void run() {
        int missed = wakes.get();
        do {
            give();
            missed = wakes.addAndGet(-missed);
        } while (missed != 0);
    }

    private void give() {
        MultiSubscriber<? super Buffer> to = reader;
        while (!over && to != null) {
            waiting = false;
            Throwable failure = board.failure(this);
            boolean complete = board.isComplete();
            Optional<Buffer> next = demand > 0 && !board.isLost(this) ? board.next(place) : Optional.empty();
            if (next.isPresent()) {
                served();
                to.onItem(next.get());
            } else if (demand > 0 || complete || failure != null) {
                rest(to, complete, failure);
                return;
            } else {
                return;
            }
        }
    }

    /** Nothing is left of what has come, or nothing is asked for. */
    private void rest(MultiSubscriber<? super Buffer> to, boolean complete, @Nullable Throwable failure) {
        boolean read = board.isRead(place);
        if (failure != null && (read || !complete)) {
            over = true;
            to.onFailure(failure);
        } else if (!read) {
            return; // there is more, but nobody asks for it
        } else if (complete) {
            over = true;
            to.onCompletion();
        } else {
            waiting = true;
            board.ask();
        }
    }
}
