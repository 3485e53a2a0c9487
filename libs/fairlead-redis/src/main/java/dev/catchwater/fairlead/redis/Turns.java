package dev.catchwater.fairlead.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets so many commands be under way at once; a bounded number of others wait for their turn, first come, first served. */
final class Turns {
    private static final int MAX_WAITING = 1_024;

    private final int most;
    private final Deque<BooleanSupplier> waiting = new ArrayDeque<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private int underWay;

    Turns(int most) {
        this.most = most;
    }

    /**
     * Takes a command in.
     *
     * @param begin begins it when it is its turn; says whether it is wanted still, and then is to {@link #leave}
     * @return whether there was room
     */
    boolean enter(BooleanSupplier begin) {
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                return false;
            }
            waiting.add(begin);
        }
        advance();
        return true;
    }

    /** One has ended. */
    void leave() {
        synchronized (this) {
            underWay--;
        }
        advance();
    }

    /** What ends as it begins lets the next one begin here, not within: there may be hundreds. */
    private void advance() {
        if (rounds.getAndIncrement() > 0) {
            return;
        }
        int done = 1;
        while (done > 0) {
            BooleanSupplier next = next();
            while (next != null) {
                if (!next.getAsBoolean()) {
                    synchronized (this) {
                        underWay--;
                    }
                }
                next = next();
            }
            done = rounds.addAndGet(-done);
        }
    }

    private synchronized @Nullable BooleanSupplier next() {
        BooleanSupplier next = underWay < most ? waiting.poll() : null;
        underWay += next == null ? 0 : 1;
        return next;
    }
}
