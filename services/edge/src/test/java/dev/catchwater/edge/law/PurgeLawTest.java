package dev.catchwater.edge.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A request sent after the acknowledgement of a hard purge never gets a body whose fetch began before it; after a soft one,
 * only once an exchange begun after it has confirmed the body. Fairlead's cache, the shelf, the epochs and the order of
 * purging are the real ones, and in a fourth of the worlds so are the disk's files; clients, origin, disk and clock are driven by dice.
 */
class PurgeLawTest {
    private static final int STEPS = 150;

    @Test
    void theLawHolds() {
        holdsIn(1_000);
    }

    @Test
    @Tag("proof")
    void theLawHoldsInTenThousandWorlds() {
        holdsIn(10_000);
    }

    private static boolean isWarm(long seed) {
        return seed % 4 == 0;
    }

    private static void holdsIn(int worlds) {
        long answers = 0;
        long fromStore = 0;
        for (long seed = 0; seed < worlds; seed++) {
            World world = new World(seed, Fault.NONE, isWarm(seed));
            try {
                world.run(STEPS);
            } catch (World.Broken broken) {
                throw new AssertionError("seed " + seed, broken);
            }
            answers += world.answers;
            fromStore += world.fromStore;
        }
        // A world in which nothing is stored, or nobody answers, keeps any law.
        assertThat(answers).isGreaterThan(worlds * 10L);
        assertThat(fromStore).isGreaterThan(worlds * 2L);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void eachPieceOfItIsNeeded(Fault fault) {
        assertThat(LongStream.range(0, 2_000).anyMatch(seed -> isBroken(seed, fault)))
                .isTrue();
    }

    private static boolean isBroken(long seed, Fault fault) {
        try {
            new World(seed, fault, isWarm(seed)).run(STEPS);
            return false;
        } catch (World.Broken broken) {
            return true;
        }
    }
}
