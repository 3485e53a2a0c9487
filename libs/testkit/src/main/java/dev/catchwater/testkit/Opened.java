package dev.catchwater.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams that requests have opened so far, each to be taken by the test in turn: the second is the first reconnect. */
public final class Opened<T> {
    private static final int LIMIT = 10_000;

    private final Ledger<T> ledger = new Ledger<>("opened streams", LIMIT);
    private final AtomicInteger taken = new AtomicInteger();

    Opened() {}

    /**
     * The next stream in order of opening, each given once.
     *
     * @throws AssertionError when none was opened in time
     */
    public T next(Duration limit) {
        int index = taken.getAndIncrement();
        return ledger.await(index + 1, limit).get(index);
    }

    /** {@link #next(Duration)} within ten seconds. */
    public T next() {
        return next(Upstream.PATIENCE);
    }

    /** All streams opened so far. */
    public List<T> all() {
        return ledger.all();
    }

    void add(T stream) {
        if (!ledger.add(stream)) {
            throw new IllegalStateException("more than " + LIMIT + " streams were opened");
        }
    }
}
