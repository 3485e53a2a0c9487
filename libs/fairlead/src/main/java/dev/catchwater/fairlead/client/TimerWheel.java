package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.Timers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The long timers of one event loop: limits, almost all of which are cancelled because the call was quicker. Setting
 * and cancelling one is a link in a list (hashed timing wheel, Varghese and Lauck 1987, scheme 6); the loop wakes only
 * for a slot that holds something. None fires early; one fires up to {@value #TICK_MILLIS} ms late.
 *
 * <p>Belongs to one thread; only {@link Entry#cancel} may come from another.
 */
final class TimerWheel {
    private static final int TICK_MILLIS = 16;
    private static final long TICK_NANOS = TICK_MILLIS * 1_000_000L;
    private static final int SLOTS = 512;

    private final Timers exact;
    private final Thread loop = Thread.currentThread();
    private final @Nullable Entry[] slots = new Entry[SLOTS];
    private final long origin;
    private Timers.@Nullable Timer alarm;
    private long alarmTick;
    private long swept;
    private int size;

    /** @param exact wakes the wheel */
    TimerWheel(Timers exact) {
        this.exact = exact;
        this.origin = exact.nanos();
    }

    Timers.Timer add(Duration delay, Runnable task) {
        long passed = exact.nanos() - origin;
        if (size == 0) {
            swept = passed / TICK_NANOS;
        }
        long tick = Math.ceilDiv(passed + delay.toNanos(), TICK_NANOS);
        Entry entry = new Entry(Math.max(tick, swept + 1), Vertx.currentContext(), task);
        link(entry);
        if (alarm == null || entry.tick < alarmTick) {
            wake(entry.tick);
        }
        return entry;
    }

    /** How many are set. */
    int size() {
        return size;
    }

    private void wake(long tick) {
        if (alarm != null) {
            alarm.cancel();
        }
        alarmTick = tick;
        long nanos = tick * TICK_NANOS - (exact.nanos() - origin);
        alarm = exact.after(Duration.ofNanos(Math.max(nanos, 0)), this::sweep);
    }

    private void sweep() {
        alarm = null;
        long now = (exact.nanos() - origin) / TICK_NANOS;
        // After a whole turn every slot has been looked at.
        long from = Math.max(swept + 1, now - SLOTS + 1);
        swept = Math.max(swept, now);
        for (long tick = from; tick <= now; tick++) {
            sweep((int) (tick % SLOTS), now);
        }
        if (size > 0 && alarm == null) {
            wake(nextOccupied(now));
        }
    }

    private void sweep(int slot, long now) {
        Entry due = null;
        Entry entry = slots[slot];
        while (entry != null) {
            Entry following = entry.next;
            if (entry.tick <= now || entry.task == null) {
                unlink(entry);
                entry.next = due;
                due = entry;
            }
            entry = following;
        }
        fire(due);
    }

    /** Only once all have left the wheel: what a task cancels or sets must not be under the sweep. */
    private static void fire(@Nullable Entry chain) {
        Entry entry = chain;
        while (entry != null) {
            Entry following = entry.next;
            entry.next = null;
            entry.fire();
            entry = following;
        }
    }

    /** The first slot after {@code now} that holds something, whether for this turn or a later one. */
    private long nextOccupied(long now) {
        long tick = now + 1;
        while (slots[(int) (tick % SLOTS)] == null) {
            tick++;
        }
        return tick;
    }

    private void link(Entry entry) {
        int slot = (int) (entry.tick % SLOTS);
        Entry first = slots[slot];
        entry.next = first;
        if (first != null) {
            first.previous = entry;
        }
        slots[slot] = entry;
        size++;
    }

    private void unlink(Entry entry) {
        if (!entry.linked) {
            return;
        }
        entry.linked = false;
        if (entry.previous != null) {
            entry.previous.next = entry.next;
        } else {
            slots[(int) (entry.tick % SLOTS)] = entry.next;
        }
        if (entry.next != null) {
            entry.next.previous = entry.previous;
        }
        // A call keeps its timer for as long as it likes, and must not keep its neighbours as well.
        entry.next = null;
        entry.previous = null;
        size--;
    }

    private final class Entry implements Timers.Timer {
        private final long tick;
        private final @Nullable Context context;
        private volatile @Nullable Runnable task;
        private @Nullable Entry next;
        private @Nullable Entry previous;
        private boolean linked = true;

        Entry(long tick, @Nullable Context context, Runnable task) {
            this.tick = tick;
            this.context = context;
            this.task = task;
        }

        /** On the context that set it; there a cancellation may still come first. */
        private void fire() {
            if (task == null) {
                return;
            }
            if (context == null) {
                run();
            } else {
                context.runOnContext(ignored -> run());
            }
        }

        private void run() {
            Runnable due = task;
            task = null;
            if (due != null) {
                due.run();
            }
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a thread is itself, and nothing else is equal to it
        public void cancel() {
            task = null;
            // Another thread leaves the empty entry to the sweep.
            if (Thread.currentThread() == loop) {
                unlink(this);
            }
        }
    }
}
