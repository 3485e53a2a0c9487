package dev.catchwater.edge.eviction;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Evicts the least of a few that are drawn by chance: no order has to be kept, so that a use costs two writes. The least
 * that were drawn before and are still there take part again, or the age would be that of whoever happens to be drawn.
 */
final class Sampled implements Eviction {
    private static final int DRAWN = 16;
    private static final int REMEMBERED = 48;

    private final Score score;
    private final RandomGenerator dice;
    private final List<Candidate> all = new ArrayList<>();
    private final List<Candidate> pool = new ArrayList<>();
    private volatile double age;
    private long tick;

    Sampled(Score score, RandomGenerator dice) {
        this.score = score;
        this.dice = dice;
    }

    @Override
    public void added(Candidate candidate) {
        candidate.place = all.size();
        all.add(candidate);
        used(candidate);
    }

    @Override
    public void used(Candidate candidate) {
        // Races lose a use now and then, and who is evicted is a guess anyhow.
        candidate.uses = Math.min(candidate.uses + 1, Candidate.MOST_USES);
        candidate.rank = score.of(candidate, ++tick, age);
    }

    @Override
    public void removed(Candidate candidate) {
        int place = candidate.place;
        if (place < 0) {
            return;
        }
        Candidate last = all.removeLast();
        if (place < all.size()) {
            all.set(place, last);
            last.place = place;
        }
        candidate.place = -1;
    }

    @Override
    public @Nullable Candidate victim() {
        pool.removeIf(candidate -> candidate.place < 0);
        for (int i = 0; i < DRAWN && !all.isEmpty(); i++) {
            draw(all.get(dice.nextInt(all.size())));
        }
        Candidate least = extreme(-1);
        age = least == null ? age : Math.max(age, least.rank);
        return least;
    }

    private void draw(Candidate drawn) {
        if (drawn.main) {
            return;
        }
        if (pool.size() >= REMEMBERED) {
            Candidate best = extreme(1);
            if (best == null || best.rank <= drawn.rank) {
                return;
            }
            pool.remove(best);
            best.main = false;
        }
        drawn.main = true;
        pool.add(drawn);
    }

    /** No sorting: ranks change under one's hands. */
    private @Nullable Candidate extreme(int sign) {
        Candidate found = null;
        for (Candidate candidate : pool) {
            if (found == null || sign * (candidate.rank - found.rank) > 0) {
                found = candidate;
            }
        }
        return found;
    }
}
