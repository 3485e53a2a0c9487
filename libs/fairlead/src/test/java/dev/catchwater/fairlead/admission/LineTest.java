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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Line line = new Line(8);
    private final Buckets buckets =
            new Buckets(RatePolicy.NONE.withPerOrigin(new RateLimit(10, Duration.ofSeconds(1))));

    static final class One extends Waiter {
        boolean granted;

        One(Priority priority, Charges charges, long bytes, long givesUpAt) {
            super(priority, charges, bytes, givesUpAt);
        }

        @Override
        void granted() {
            granted = true;
        }

        @Override
        void moved() {}
    }

    private One add(Priority priority) {
        return add(priority, Charges.NONE);
    }

    private One add(Priority priority, Charges charges) {
        One one = new One(priority, charges, 0, Long.MAX_VALUE);
        line.add(one);
        return one;
    }

    private Charges to(String host, int cost) {
        return buckets.of(Request.get("http://" + host + "/").with(RatePolicy.COST, cost), 0);
    }

    @Test
    void higherClassesGoFirstAndWithinAClassWhoCameFirst() {
        One late = add(BACKGROUND);
        One second = add(NORMAL);
        One third = add(NORMAL);
        One first = add(CRITICAL);
        assertThat(List.of(line.next(0), line.next(0), line.next(0), line.next(0)))
                .containsExactly(first, second, third, late);
        assertThat(line.next(0)).isNull();
    }

    @Test
    void whoHasBeenPassedOverOftenEnoughGoesNextSoThatEachClassKeepsAFloor() {
        Map<Priority, Integer> served = new EnumMap<>(Priority.class);
        Map<Priority, Integer> since = new EnumMap<>(Priority.class);
        for (int i = 0; i < 9_000; i++) {
            for (Priority priority : Priority.values()) {
                add(priority);
            }
            Priority next = line.next(0).priority;
            served.merge(next, 1, Integer::sum);
            for (Priority priority : Priority.values()) {
                since.merge(priority, 1, Integer::sum);
                assertThat(since.get(priority)).as(priority.name()).isLessThanOrEqualTo(11);
            }
            since.put(next, 0);
        }
        assertThat(served.get(CRITICAL)).isGreaterThanOrEqualTo(7_000);
        assertThat(served.get(NORMAL)).isGreaterThanOrEqualTo(9_000 / 11);
        assertThat(served.get(BACKGROUND)).isGreaterThanOrEqualTo(9_000 / 11);
    }

    @Test
    void aClassThatCouldNotHaveGoneIsNotPassedOver() {
        to("slow.test", 10).take(0);
        add(BACKGROUND, to("slow.test", 1));
        for (int i = 0; i < 100; i++) {
            add(CRITICAL);
            assertThat(line.next(0).priority).isEqualTo(CRITICAL);
        }
        One critical = add(CRITICAL, to("slow.test", 1));
        assertThat(line.next(SECOND))
                .as("no claim on the slow one from the others' traffic")
                .isSameAs(critical);
    }

    @Test
    void whoLacksTokensKeepsThemFromThoseBehindAndNothingFromOthers() {
        to("slow.test", 6).take(0);
        One dear = add(NORMAL, to("slow.test", 8));
        add(NORMAL, to("slow.test", 1));
        add(BACKGROUND, to("slow.test", 1));
        One elsewhere = add(BACKGROUND, to("other.test", 1));
        assertThat(line.next(0)).isSameAs(elsewhere);
        assertThat(line.next(0)).as("the cheap ones stay behind").isNull();
        assertThat(line.soonest()).isEqualTo(4 * SECOND);
        assertThat(line.next(4 * SECOND)).isSameAs(dear);
    }

    @Test
    void aHigherClassIsNotHeldUpByALowerOnesLack() {
        to("slow.test", 6).take(0);
        add(BACKGROUND, to("slow.test", 8));
        One critical = add(CRITICAL, to("slow.test", 1));
        assertThat(line.next(0)).isSameAs(critical);
    }

    @Test
    void whatIsKnownOfAWaitCountsThoseAheadInTheSameBucketAlone() {
        to("slow.test", 10).take(0);
        add(CRITICAL, to("slow.test", 2));
        add(NORMAL, to("slow.test", 3));
        add(NORMAL, to("other.test", 9));
        add(BACKGROUND, to("slow.test", 4));
        One gone = add(NORMAL, to("slow.test", 4));
        line.remove(gone);
        One mine = add(NORMAL, to("slow.test", 1));
        assertThat(line.knownWaitOfLast(mine, 0)).isEqualTo(6 * SECOND);
    }

    @Test
    void theNewestOfTheLowestClassMakesRoomButNoClassLosesItsFirst() {
        add(BACKGROUND);
        One newest = add(BACKGROUND);
        add(NORMAL);
        assertThat(line.newestBelow(CRITICAL)).isSameAs(newest);
        line.remove(newest);
        assertThat(line.newestBelow(CRITICAL)).isNull();
        add(NORMAL);
        assertThat(line.newestBelow(CRITICAL)).isNotNull();
        assertThat(line.newestBelow(NORMAL)).isNull();
    }

    @Test
    void inEveryScheduleNobodyIsOvertakenInHisClassAndBucketAndAllAreServed() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Line mine = new Line(1 + random.nextInt(5));
            Buckets rates = new Buckets(RatePolicy.NONE.withPerOrigin(new RateLimit(4, Duration.ofSeconds(1))));
            List<One> waiting = new ArrayList<>();
            long now = 0;
            for (int i = 0; i < 60; i++) {
                Request request =
                        Request.get("http://h" + random.nextInt(3) + ".test/").with(RatePolicy.COST, random.nextInt(5));
                One one = new One(Priority.values()[random.nextInt(3)], rates.of(request, now), 0, Long.MAX_VALUE);
                waiting.add(one);
                mine.add(one);
                now += random.nextLong(SECOND);
                serve(mine, waiting, now);
            }
            while (!waiting.isEmpty()) {
                assertThat(mine.soonest()).isGreaterThan(now).isLessThan(Line.NEVER);
                now = mine.soonest();
                serve(mine, waiting, now);
            }
            assertThat(mine.size()).isZero();
        }
    }

    private static void serve(Line line, List<One> waiting, long now) {
        for (Waiter next = line.next(now); next != null; next = line.next(now)) {
            Waiter served = next;
            assertThat(waiting.stream()
                            .filter(other -> other.priority == served.priority)
                            .takeWhile(other -> other != served)
                            .map(other -> other.charges.slowest(now)))
                    .as("passed over in the same class and bucket")
                    .doesNotContain(served.charges.slowest(now));
            served.charges.take(now);
            waiting.remove(served);
        }
    }
}
