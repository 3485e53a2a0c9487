package dev.catchwater.fairlead.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, and who is next. Within a class: first come, first served. Between classes: the highest, unless a lower
 * one that could have gone has been passed over {@code patience} times.
 *
 * <p>Whoever lacks tokens of a bucket keeps it from all behind him that the order ranks lower, so that a dear request
 * is not overtaken for ever by cheap ones; those that draw on other buckets pass by.
 */
final class Line {
    static final long NEVER = Long.MAX_VALUE;

    private final int patience;
    private final List<Rank> classes = new ArrayList<>();
    private final @Nullable Waiter[] candidates = new Waiter[Priority.CLASSES];
    private final int[] passedOver = new int[Priority.CLASSES];
    private int size;
    private long bytes;
    private long scan;
    private long soonest = NEVER;

    Line(int patience) {
        this.patience = patience;
        for (int i = 0; i < Priority.CLASSES; i++) {
            classes.add(new Rank());
        }
    }

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    void add(Waiter waiter) {
        classes.get(waiter.priority.rank).add(waiter);
        waiter.charges.lineUp(waiter.priority.rank);
        size++;
        bytes += waiter.bytes;
    }

    /** False if it was not there. */
    boolean remove(Waiter waiter) {
        boolean was = classes.get(waiter.priority.rank).remove(waiter);
        if (was) {
            waiter.charges.stepOut(waiter.priority.rank);
            size--;
            bytes -= waiter.bytes;
        }
        return was;
    }

    /** Removes and gives who goes next, given a free place; null if all have to wait for their rates. */
    @Nullable
    Waiter next(long now) {
        scan++;
        soonest = NEVER;
        int chosen = -1;
        for (int i = 0; i < Priority.CLASSES; i++) {
            candidates[i] = size == 0 ? null : candidate(classes.get(i), now);
            boolean overdue = passedOver[i] >= patience && (chosen < 0 || passedOver[i] >= passedOver[chosen]);
            if (candidates[i] != null && (chosen < 0 || overdue)) {
                chosen = i;
            }
        }
        if (chosen < 0) {
            return null;
        }
        for (int lower = chosen + 1; lower < Priority.CLASSES; lower++) {
            if (candidates[lower] != null) {
                passedOver[lower]++;
            }
        }
        passedOver[chosen] = 0;
        Waiter next = candidates[chosen];
        if (next != null) {
            remove(next);
        }
        return next;
    }

    private @Nullable Waiter candidate(Rank rank, long now) {
        for (Rank.Lane lane : rank.lanes()) {
            Waiter waiter = lane.first();
            if (waiter.charges.isBlocked(scan)) {
                continue;
            }
            long wait = waiter.charges.waitFor(now);
            if (wait == 0) {
                return waiter;
            }
            soonest = Math.min(soonest, now + wait);
            waiter.charges.block(scan, now);
        }
        return null;
    }

    /** When the last {@link #next} that found nobody should be asked again; {@link #NEVER}: not because of time. */
    long soonest() {
        return soonest;
    }

    /** The newest of the lowest class, below this one, that has another in front of it: a class keeps its first. */
    @Nullable
    Waiter newestBelow(Priority priority) {
        for (int i = Priority.CLASSES - 1; i > priority.rank; i--) {
            if (classes.get(i).size() > 1) {
                return classes.get(i).newest();
            }
        }
        return null;
    }

    /** How long the last of its class will wait for its rate at least, since those before it will take theirs. */
    long knownWaitOfLast(Waiter last, long now) {
        return last.charges.knownWaitOfLast(last.priority.rank, now);
    }

    void forEach(Consumer<Waiter> visitor) {
        classes.forEach(rank -> rank.forEach(visitor));
    }
}
