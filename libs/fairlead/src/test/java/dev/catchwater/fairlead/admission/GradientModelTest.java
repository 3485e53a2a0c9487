package dev.catchwater.fairlead.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A queueing upstream in virtual time, and clients that always have more to ask. Its knee is its number of workers. */
class GradientModelTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int WORKERS = 20;

    private record Answer(long at, long began) implements Comparable<Answer> {
        @Override
        public int compareTo(Answer other) {
            return Long.compare(at, other.at);
        }
    }

    private static final class World {
        final Random random;
        final Limit limit;
        final Deque<Long> queue = new ArrayDeque<>();
        final PriorityQueue<Answer> working = new PriorityQueue<>();
        long service = 10 * MILLI;
        long now;
        int inFlight;

        World(long seed, int max) {
            random = new Random(seed);
            limit = Limit.of(Concurrency.ADAPTIVE, max);
        }

        /** Answers in this span, and the mean limit, weighted by time. */
        double[] run(long span) {
            long end = now + span;
            long answered = 0;
            double area = 0;
            while (now < end) {
                while (inFlight < limit.current()) {
                    inFlight++;
                    queue.add(now);
                    work();
                }
                Answer next = working.remove();
                area += (double) (next.at() - now) * limit.current();
                now = next.at();
                answered++;
                limit.sample(next.began(), inFlight, now);
                inFlight--;
                work();
            }
            return new double[] {answered, area / span};
        }

        private void work() {
            if (working.size() < WORKERS && !queue.isEmpty()) {
                long took = (long) (service * (0.7 + 0.6 * random.nextDouble()));
                working.add(new Answer(now + took, queue.remove()));
            }
        }

        double capacity(long span) {
            return (double) span / service * WORKERS;
        }
    }

    private static void staysAtTheKnee(World world) {
        double[] seen = world.run(30 * SECOND);
        assertThat(seen[0]).as("answers").isGreaterThan(0.95 * world.capacity(30 * SECOND));
        assertThat(seen[1]).as("mean limit").isBetween(1.0 * WORKERS, 2.0 * WORKERS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theLimitFindsTheKneeStaysThereAndFollowsAnUpstreamThatSlowsAndRecovers(long seed) {
        World world = new World(seed, 1_000);
        world.run(5 * SECOND);
        staysAtTheKnee(world);
        world.run(400 * SECOND);
        staysAtTheKnee(world);
        world.service = 50 * MILLI;
        world.run(130 * SECOND);
        staysAtTheKnee(world);
        world.service = 10 * MILLI;
        world.run(3 * SECOND);
        assertThat(world.run(10 * SECOND)[0]).isGreaterThan(0.95 * world.capacity(10 * SECOND));
        world.run(60 * SECOND);
        staysAtTheKnee(world);
    }

    @Test
    void theLimitKeepsItsBoundsWhateverTheLatency() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            int max = 1 + random.nextInt(50);
            Limit limit = Limit.of(Concurrency.ADAPTIVE, max);
            long now = 0;
            for (int i = 0; i < 500; i++) {
                now += random.nextLong(50 * MILLI);
                limit.sample(
                        now - random.nextLong(Math.min(now + 1, 1L << random.nextInt(40))), random.nextInt(60), now);
                assertThat(limit.current()).isBetween(Math.min(3, max), max);
            }
        }
    }

    @Test
    void aLimitThatIsNotUsedDoesNotGrow() {
        Limit limit = Limit.of(Concurrency.ADAPTIVE, 1_000);
        long now = 0;
        for (int i = 0; i < 10_000; i++) {
            now += 20 * MILLI;
            limit.sample(now - 10 * MILLI, 2, now);
        }
        assertThat(limit.current()).isLessThanOrEqualTo(10);
    }
}
