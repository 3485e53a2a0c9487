package dev.catchwater.edge.eviction;

import org.jspecify.annotations.Nullable;

/** Candidates one behind the other. */
final class Line {
    private @Nullable Candidate oldest;
    private @Nullable Candidate newest;
    private long bytes;
    private int length;

    void add(Candidate candidate) {
        candidate.older = newest;
        candidate.newer = null;
        if (newest == null) {
            oldest = candidate;
        } else {
            newest.newer = candidate;
        }
        newest = candidate;
        bytes += candidate.bytes;
        length++;
    }

    void remove(Candidate candidate) {
        if (candidate.older == null) {
            oldest = candidate.newer;
        } else {
            candidate.older.newer = candidate.newer;
        }
        if (candidate.newer == null) {
            newest = candidate.older;
        } else {
            candidate.newer.older = candidate.older;
        }
        candidate.older = null;
        candidate.newer = null;
        bytes -= candidate.bytes;
        length--;
    }

    @Nullable
    Candidate oldest() {
        return oldest;
    }

    long bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
