package dev.catchwater.fairlead.admission;

import static dev.catchwater.fairlead.admission.Priority.BACKGROUND;
import static dev.catchwater.fairlead.admission.Priority.CRITICAL;
import static dev.catchwater.fairlead.admission.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.rate.Buckets;
import dev.catchwater.fairlead.rate.Charges;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Twice as much arrives as can be done, in virtual time: who waits how long, and who gets through. */
class OverloadModelTest {
    private static final long MILLI = 1_000_000;
    private static final int PLACES = 4;
    private static final long WORK = 10 * MILLI;
    private static final int SEEDS = 1_000;
    private static final int ARRIVALS = 1_000;

    private record Event(long at, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return Long.compare(at, other.at);
        }
    }

    private static final class World {
        final Random random;
        final Gate gate;
        final Buckets buckets;
        final PriorityQueue<Event> events = new PriorityQueue<>();
        final int[] arrived = new int[3];
        final int[] served = new int[3];
        final int[] shed = new int[3];
        final long[] waited = new long[3];
        final long work;
        long now;
        long wakeAt;

        World(long seed, AdmissionPolicy policy, long work) {
            this.random = new Random(seed);
            this.gate = new Gate(policy);
            this.buckets = new Buckets(policy.rates());
            this.work = work;
        }

        /** Poisson arrivals, so many in this span of time. */
        void run(double critical, double normal, double background, long gap) {
            for (int i = 0; i < ARRIVALS; i++) {
                now += (long) (-Math.log(1 - random.nextDouble()) * gap);
                runUntil(now);
                double which = random.nextDouble() * (critical + normal + background);
                arrive(which < critical ? CRITICAL : which < critical + normal ? NORMAL : BACKGROUND);
            }
        }

        private void runUntil(long time) {
            while (!events.isEmpty() && events.peek().at() <= time) {
                Event event = events.remove();
                now = event.at();
                event.what().run();
            }
            now = time;
        }

        private void arrive(Priority priority) {
            arrived[priority.ordinal()]++;
            Charges charges = buckets.of(Request.get("http://upstream.test/"), now);
            if (gate.enter(charges, now)) {
                begin(priority, charges, 0);
                return;
            }
            long since = now;
            Waiter waiter = new Waiter(priority, charges, 0, Long.MAX_VALUE) {
                @Override
                void granted() {
                    begin(priority, charges, now - since);
                }

                @Override
                void moved() {
                    if (whyShed() != null) {
                        shed[priority.ordinal()]++;
                        charges.release();
                    }
                }
            };
            moved(gate.lineUp(waiter, now));
            wakeLater();
        }

        private void begin(Priority priority, Charges charges, long wait) {
            served[priority.ordinal()]++;
            waited[priority.ordinal()] += wait;
            long took = (long) (-Math.log(1 - random.nextDouble()) * work);
            events.add(new Event(now + took, () -> {
                charges.release();
                moved(gate.leave(now));
                wakeLater();
            }));
        }

        private void wakeLater() {
            long at = gate.nextPump();
            if (at != Line.NEVER && at != wakeAt) {
                wakeAt = at;
                events.add(new Event(at, () -> {
                    moved(gate.pump(now));
                    wakeLater();
                }));
            }
        }

        private void moved(List<Waiter> waiters) {
            waiters.forEach(Waiter::moved);
        }

        double meanWait(Priority priority) {
            return (double) waited[priority.ordinal()] / served[priority.ordinal()];
        }

        double share(Priority priority) {
            return (double) served[priority.ordinal()] / (served[0] + served[1] + served[2]);
        }
    }

    @Test
    void underTwiceTheLoadTheTopClassKeepsItsLatencyAndTheLowestItsFloor() {
        AdmissionPolicy policy = new AdmissionPolicy(PLACES, 60, Duration.ofHours(1));
        List<Double> tops = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed, policy, WORK);
            world.run(0.5, 0.9, 0.6, WORK / PLACES / 2);
            assertThat(world.shed[CRITICAL.ordinal()])
                    .as("shed of the top class, seed %d", seed)
                    .isZero();
            assertThat(world.meanWait(CRITICAL)).as("mean wait, seed %d", seed).isLessThan(3 * WORK);
            assertThat(world.share(BACKGROUND)).as("floor, seed %d", seed).isGreaterThan(0.08);
            assertThat(world.served[NORMAL.ordinal()]).isPositive();
            tops.add(world.meanWait(CRITICAL));
        }
        double mean = tops.stream().mapToDouble(it -> it).average().orElseThrow();
        assertThat(mean).as("over all seeds, in nanoseconds").isLessThan(WORK);
    }

    @Test
    void theSameHoldsWhereTheRateIsWhatIsScarce() {
        AdmissionPolicy policy = new AdmissionPolicy(1_000, 60, Duration.ofHours(1))
                .withRates(RatePolicy.NONE.withPerOrigin(new RateLimit(1, Duration.ofMillis(10))));
        for (int seed = 0; seed < SEEDS / 4; seed++) {
            World world = new World(seed, policy, WORK);
            world.run(0.5, 0.9, 0.6, WORK / 2);
            assertThat(world.shed[CRITICAL.ordinal()]).isZero();
            assertThat(world.meanWait(CRITICAL)).as("mean wait, seed %d", seed).isLessThan(3 * WORK);
            assertThat(world.share(BACKGROUND)).as("floor, seed %d", seed).isGreaterThan(0.08);
        }
    }

    @Test
    void whatTheHigherClassesDoNotNeedIsTheLowestOnes() {
        AdmissionPolicy policy = new AdmissionPolicy(PLACES, 60, Duration.ofHours(1));
        for (int seed = 0; seed < 100; seed++) {
            World world = new World(seed, policy, WORK);
            world.run(0.1, 0.1, 0.2, WORK * 10 / PLACES / 4);
            assertThat(world.shed).containsOnly(0);
        }
    }
}
