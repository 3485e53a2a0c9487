package dev.catchwater.fairlead.admission;

import dev.catchwater.fairlead.Attribute;

/**
 * How much a call matters when not all can be admitted. A higher class goes first; a lower one that has been passed over
 * often enough goes next, so that none starves.
 */
public enum Priority {
    /** Somebody waits for it. */
    CRITICAL(0),
    /** What is not marked. */
    NORMAL(1),
    /** Can come later: refreshing, prefetching, filling up. */
    BACKGROUND(2);

    /** The class of a request. */
    public static final Attribute<Priority> CLASS = Attribute.of("priority", NORMAL);

    static final int CLASSES = values().length;

    /** From 0, the highest. */
    final int rank;

    Priority(int rank) {
        this.rank = rank;
    }
}
