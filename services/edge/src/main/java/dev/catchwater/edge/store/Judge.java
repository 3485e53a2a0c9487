package dev.catchwater.edge.store;

import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Standing;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Marks;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Says what purges, removals and invalidations leave of a stored response. Thread-safe. */
final class Judge {
    private static final int MAX_MARKS = 16_384;
    private static final long MAX_MARK_CHARS = 2 << 20;

    private final Epochs epochs;
    private final Marks removals = new Marks(MAX_MARKS, MAX_MARK_CHARS);
    private final Marks invalidations = new Marks(MAX_MARKS, MAX_MARK_CHARS);
    private final Marks groups = new Marks(MAX_MARKS, MAX_MARK_CHARS);
    private final Marks superseded = new Marks(MAX_MARKS, MAX_MARK_CHARS);
    private final AtomicLong marks = new AtomicLong();

    Judge(Epochs epochs) {
        this.epochs = epochs;
    }

    /** As long as neither number changes, no judgement does. To be read before judging. */
    record Law(long epoch, long marks) {
        boolean isOf(Judge judge) {
            return epoch == judge.epochs.sequence() && marks == judge.marks.get();
        }
    }

    Law law() {
        return new Law(epochs.sequence(), marks.get());
    }

    long generation() {
        return epochs.sequence();
    }

    /** The response as it may be used: as it is, or invalid; null: not at all. */
    @Nullable
    StoredResponse judge(PrimaryKey key, Tags tags, StoredResponse response) {
        Standing standing = epochs.standing(tags, response.born());
        if (standing == Standing.GONE || removals.covers(key.value(), response.requestTime())) {
            return null;
        }
        return standing == Standing.CONFIRM || isInvalid(key, response) ? response.invalidated() : response;
    }

    /** Whether a mark covers it that no restart remembers, unlike purges. */
    boolean isMarked(PrimaryKey key, StoredResponse response) {
        return removals.covers(key.value(), response.requestTime()) || isInvalid(key, response);
    }

    private boolean isInvalid(PrimaryKey key, StoredResponse response) {
        Instant requested = response.requestTime();
        return invalidations.covers(key.target().value(), requested)
                || response.groups().stream().anyMatch(group -> groups.covers(name(key.origin(), group), requested));
    }

    void remove(PrimaryKey key, Instant now) {
        removals.set(key.value(), now);
        marks.incrementAndGet();
    }

    void invalidate(PrimaryKey key, Instant now) {
        invalidations.set(key.target().value(), now);
        marks.incrementAndGet();
    }

    void invalidateGroups(String origin, Set<String> names, Instant now) {
        names.forEach(group -> groups.set(name(origin, group), now));
        marks.incrementAndGet();
    }

    /** Older ones of its variant are not to be used, though nobody had time to delete them. */
    void supersede(PrimaryKey key, StoredResponse by) {
        superseded.set(key.value() + "\n" + by.variant(), by.requestTime().minusNanos(1));
    }

    boolean isSuperseded(PrimaryKey key, StoredResponse response) {
        return superseded.covers(key.value() + "\n" + response.variant(), response.requestTime());
    }

    private static String name(String origin, String group) {
        return origin + " " + group;
    }
}
