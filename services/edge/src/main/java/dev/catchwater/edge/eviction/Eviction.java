package dev.catchwater.edge.eviction;

import org.jspecify.annotations.Nullable;

/** A policy with what it knows. {@link #used} may be called by any thread at any time, the rest by one at a time. */
public interface Eviction {
    /** It is in the store now. */
    void added(Candidate candidate);

    /** It was used; returns at once. */
    void used(Candidate candidate);

    /** It is not in the store any more, for whatever reason. */
    void removed(Candidate candidate);

    /** Who should make room, and is {@link #removed} then; null if there is nobody. */
    @Nullable
    Candidate victim();
}
