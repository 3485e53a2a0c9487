package dev.catchwater.edge.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvictionTest {
    private static final class Thing extends Candidate {
        Thing(long name, long bytes) {
            super(name, bytes);
        }
    }

    private static Thing added(Eviction eviction, long name, long bytes) {
        Thing thing = new Thing(name, bytes);
        eviction.added(thing);
        return thing;
    }

    @ParameterizedTest
    @EnumSource
    void eachVictimIsOneThatIsThereAndInTheEndAllHaveGone(Policy policy) {
        Random random = new Random(3);
        Eviction eviction = policy.create(new Random(4));
        List<Thing> there = new ArrayList<>();
        Set<Candidate> gone = new HashSet<>();
        for (int step = 0; step < 20_000; step++) {
            int what = random.nextInt(4);
            if (what == 0 || there.isEmpty()) {
                there.add(added(eviction, random.nextInt(5_000), 1 + random.nextInt(100)));
            } else if (what == 1) {
                eviction.used(there.get(random.nextInt(there.size())));
            } else {
                Candidate next = what == 2 ? eviction.victim() : there.get(random.nextInt(there.size()));
                assertThat(there.remove(next)).isTrue();
                eviction.removed(next);
                eviction.removed(next);
                gone.add(next);
            }
        }
        while (!there.isEmpty()) {
            Candidate victim = eviction.victim();
            assertThat(there.remove(victim)).isTrue();
            eviction.removed(victim);
        }
        assertThat(eviction.victim()).isNull();
        assertThat(gone).isNotEmpty();
    }

    @Test
    void gdsfKeepsWhatIsSmallAndUsedUntilItIsUsedNoMore() {
        Eviction eviction = Policy.GDSF.create(new Random(1));
        Thing small = added(eviction, 1, 10);
        eviction.used(small);
        Thing large = added(eviction, 2, 1_000);
        assertThat(eviction.victim()).isSameAs(large);
        eviction.removed(large);
        for (int i = 0; i < 1_000 && eviction.victim() != small; i++) {
            Thing next = added(eviction, 3 + i, 10);
            eviction.used(next);
            eviction.used(next);
            eviction.removed(next);
        }
        assertThat(eviction.victim()).isSameAs(small);
    }

    @Test
    void lruEvictsWhatWasUsedLongestAgo() {
        Eviction eviction = Policy.LRU.create(new Random(1));
        Thing first = added(eviction, 1, 10);
        Thing second = added(eviction, 2, 1_000);
        eviction.used(first);
        assertThat(eviction.victim()).isSameAs(second);
    }

    @Test
    void s3FifoLetsWhatIsUsedOncePassAndKnowsItWhenItComesBack() {
        Eviction eviction = Policy.S3_FIFO.create(new Random(1));
        List<Thing> kept = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Thing thing = added(eviction, i, 10);
            eviction.used(thing);
            eviction.used(thing);
            kept.add(thing);
        }
        Thing passing = added(eviction, 100, 20);
        assertThat(eviction.victim()).isSameAs(passing);
        eviction.removed(passing);
        Thing back = added(eviction, 100, 20);
        assertThat(back.main).isTrue();
        assertThat(kept).allMatch(thing -> thing.main);
    }
}
