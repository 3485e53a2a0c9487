package dev.catchwater.live;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A bounded queue whose excess becomes one gap, in place and in order. */
final class Outbox {
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final int bound;

    Outbox(int bound) {
        this.bound = bound;
    }

    /** Adds an event and says whether it kept a place of its own, not one in a gap. */
    boolean add(Entry.Frame frame) {
        if (entries.size() < bound) {
            entries.add(frame);
            return true;
        }
        if (entries.peekLast() instanceof Entry.Gap gap) {
            gap.extend(frame.id());
        } else {
            entries.add(new Entry.Gap(frame.id()));
        }
        return false;
    }

    @Nullable
    Entry poll() {
        return entries.poll();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    void clear() {
        entries.clear();
    }
}
