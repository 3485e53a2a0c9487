package dev.catchwater.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A growing list that can be awaited: what happened, in order. */
final class Ledger<T> {
    private final String what;
    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<T> entries = new ArrayList<>();

    Ledger(String what, int limit) {
        this.what = what;
        this.limit = limit;
    }

    /** False when it is full and the entry is dropped. */
    boolean add(T entry) {
        return locked(() -> {
            if (entries.size() == limit) {
                return false;
            }
            grown.signalAll();
            return entries.add(entry);
        });
    }

    List<T> all() {
        return locked(() -> List.copyOf(entries));
    }

    List<T> take() {
        return locked(() -> {
            List<T> all = List.copyOf(entries);
            entries.clear();
            return all;
        });
    }

    /** All entries once there are that many; fails when time runs out. */
    List<T> await(int count, Duration limit) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (entries.size() < count) {
                if (left <= 0) {
                    throw new AssertionError("Waited " + limit + " for " + count + " " + what + ", have "
                            + entries.size() + ": " + entries);
                }
                left = grown.awaitNanos(left);
            }
            return List.copyOf(entries);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + what, interrupted);
        } finally {
            lock.unlock();
        }
    }

    private <R> R locked(Supplier<R> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
