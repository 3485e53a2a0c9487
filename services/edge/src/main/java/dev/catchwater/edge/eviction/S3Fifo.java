package dev.catchwater.edge.eviction;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * S3-FIFO (Yang et al., SOSP 2023) by bytes: a tenth is for what is new; what is used again there moves on to the rest,
 * what is not goes and is remembered for a while, and what comes back after that goes to the rest at once.
 */
final class S3Fifo implements Eviction {
    private static final double NEW_PART = 0.1;
    private static final int CAPPED_USES = 3;

    /** Remembered of what went from the new ones, at least; else as many as the rest has. */
    private static final int LEAST_GHOSTS = 1_024;

    private final Line small = new Line();
    private final Line main = new Line();
    private final Map<Long, Boolean> ghosts = new LinkedHashMap<>();

    @Override
    public void added(Candidate candidate) {
        candidate.uses = Math.min(candidate.uses, CAPPED_USES);
        candidate.place = 0;
        candidate.main = ghosts.remove(candidate.fingerprint) != null;
        lineOf(candidate).add(candidate);
    }

    private Line lineOf(Candidate candidate) {
        return candidate.main ? main : small;
    }

    @Override
    public void used(Candidate candidate) {
        candidate.uses = Math.min(candidate.uses + 1, CAPPED_USES);
    }

    @Override
    public void removed(Candidate candidate) {
        if (candidate.place == 0) {
            lineOf(candidate).remove(candidate);
            candidate.place = -1;
        }
    }

    @Override
    public @Nullable Candidate victim() {
        while (true) {
            boolean full = small.bytes() >= NEW_PART * (small.bytes() + main.bytes());
            Candidate oldest = full || main.oldest() == null ? small.oldest() : main.oldest();
            if (oldest == null) {
                return null;
            }
            if (oldest.main ? oldest.uses == 0 : oldest.uses <= 1) {
                remember(oldest);
                return oldest;
            }
            moveOn(oldest);
        }
    }

    /** From the new ones to the rest, or to the end of the rest. */
    private void moveOn(Candidate candidate) {
        lineOf(candidate).remove(candidate);
        candidate.uses = candidate.main ? candidate.uses - 1 : 0;
        candidate.main = true;
        main.add(candidate);
    }

    private void remember(Candidate candidate) {
        if (candidate.main) {
            return;
        }
        ghosts.put(candidate.fingerprint, true);
        if (ghosts.size() > Math.max(LEAST_GHOSTS, main.length())) {
            ghosts.remove(ghosts.keySet().iterator().next());
        }
    }
}
