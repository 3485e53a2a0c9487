package dev.catchwater.edge.eviction;

import org.jspecify.annotations.Nullable;

/**
 * What may have to make room: the fields that policies need, in one layout for all of them. Uses are counted without a
 * lock, so that a few may be lost; all else is its policy's, which is for one thread at a time.
 */
public abstract class Candidate {
    /** Uses that are worth telling apart. */
    static final int MOST_USES = 1_000_000;

    final long fingerprint;
    final long bytes;
    int uses;
    double rank;
    int place = -1;
    /** In the main queue, or in the pool of those who were drawn. */
    boolean main;

    @Nullable
    Candidate older;

    @Nullable
    Candidate newer;

    /**
     * A candidate of no policy yet.
     *
     * @param fingerprint always the same for the same thing, so that a policy knows it again
     * @param bytes that evicting it makes room for; at least 1
     */
    protected Candidate(long fingerprint, long bytes) {
        this.fingerprint = fingerprint;
        this.bytes = Math.max(1, bytes);
    }

    /** In bytes. */
    public long bytes() {
        return bytes;
    }

    /** Goes on as what it takes the place of; before it is added. */
    public void inherit(Candidate other) {
        uses = other.uses;
    }
}
