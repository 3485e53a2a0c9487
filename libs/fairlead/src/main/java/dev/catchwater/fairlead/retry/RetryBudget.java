package dev.catchwater.fairlead.retry;

import dev.catchwater.fairlead.Timers;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What calls earn and retries cost, in a ring of slices of the window: constant memory. Within any span of a window no
 * more is spent than was earned in it, and the floor.
 *
 * <p>Calls, which are many, take no lock; retries do, so that two of them never spend the same thing.
 */
public final class RetryBudget {
    private static final int SLICES = 10;
    private static final long RETRY = 1_000;

    private record Slice(long number, AtomicLong balance) {}

    private final Timers timers;
    private final long sliceNanos;
    private final long earned;
    private final long reserve;
    private final AtomicReferenceArray<@Nullable Slice> ring = new AtomicReferenceArray<>(SLICES);

    public RetryBudget(BudgetPolicy policy, Timers timers) {
        this.timers = timers;
        sliceNanos = policy.window().toNanos() / SLICES;
        earned = Math.round(policy.share() * RETRY);
        reserve = policy.floorPerSecond() * policy.window().toMillis() / 1_000 * RETRY;
    }

    /** Notes a call. */
    void earn() {
        current().balance.addAndGet(earned);
    }

    /** Whether a retry may be made; if so, it is paid for. */
    synchronized boolean spend() {
        Slice now = current();
        long balance = reserve;
        for (int i = 0; i < SLICES; i++) {
            Slice slice = ring.get(i);
            if (slice != null && slice.number > now.number - SLICES) {
                balance += slice.balance.get();
            }
        }
        if (balance < RETRY) {
            return false;
        }
        now.balance.addAndGet(-RETRY);
        return true;
    }

    private Slice current() {
        long number = Math.floorDiv(timers.nanos(), sliceNanos);
        int at = Math.floorMod(number, SLICES);
        Slice there = ring.get(at);
        // Another thread may have read the clock a little later: its slice is as good.
        while (there == null || there.number < number) {
            ring.compareAndSet(at, there, new Slice(number, new AtomicLong()));
            there = ring.get(at);
        }
        return there;
    }
}
