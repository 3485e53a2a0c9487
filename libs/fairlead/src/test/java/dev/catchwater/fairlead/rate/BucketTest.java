package dev.catchwater.fairlead.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.signal.RateSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Bucket bucket = bucket(Tokens.UNLIMITED);

    private static Bucket bucket(Tokens tokens) {
        return new Bucket("test", tokens, Duration.ofHours(1));
    }

    private static RateSignal remaining(long left, Duration reset) {
        return new RateSignal("", OptionalLong.empty(), OptionalLong.of(left), Optional.of(reset), Optional.empty());
    }

    private static RateSignal refused(Duration pause) {
        return RateSignal.pause(pause);
    }

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            bucket.take(1, 0);
        }
    }

    @Test
    void whatRemainsIsWhatMayStillBeSentUntilTheReset() {
        bucket.learn(remaining(2, Duration.ofSeconds(10)), 0);
        assertThat(bucket.waitFor(2, 0)).isZero();
        assertThat(bucket.waitFor(3, 0)).isEqualTo(10 * SECOND);
        take(2);
        assertThat(bucket.waitFor(1, 4 * SECOND)).isEqualTo(6 * SECOND);
        assertThat(bucket.waitFor(1, 10 * SECOND)).isZero();
    }

    @Test
    void whatRemainsNeverRaisesTheConfiguredLimit() {
        Bucket configured = bucket(new Gcra(new RateLimit(1, Duration.ofSeconds(5))));
        configured.take(1, 0);
        configured.answered(1);
        configured.learn(remaining(1_000, Duration.ofSeconds(10)), 0);
        assertThat(configured.waitFor(1, 0)).isEqualTo(5 * SECOND);
    }

    @Test
    void anAnswerDoesNotCountThoseThatAreStillOutstandingUntilNoneIs() {
        take(3);
        bucket.answered(1);
        bucket.learn(remaining(5, Duration.ofSeconds(10)), 0);
        assertThat(bucket.waitFor(3, 0)).isZero();
        assertThat(bucket.waitFor(4, 0)).isPositive();
        bucket.answered(1);
        bucket.answered(1);
        bucket.learn(remaining(5, Duration.ofSeconds(10)), 0);
        assertThat(bucket.waitFor(5, 0)).isZero();
    }

    @Test
    void aRefusalPausesForWhatItAsksAndNeverForLongerThanTheCap() {
        assertThat(bucket.learn(refused(Duration.ofSeconds(30)), 0)).isEqualTo(30 * SECOND);
        assertThat(bucket.waitFor(0, 10 * SECOND)).isEqualTo(20 * SECOND);
        assertThat(bucket.learn(refused(Duration.ofSeconds(999_999_999)), 0)).isEqualTo(3_600 * SECOND);
        assertThat(bucket.waitFor(0, 3_600 * SECOND)).isZero();
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() {
        bucket.learn(refused(Duration.ofSeconds(30)), 0);
        assertThat(bucket.learn(refused(Duration.ofSeconds(1)), SECOND)).isZero();
        assertThat(bucket.waitFor(1, SECOND)).isEqualTo(29 * SECOND);
    }

    @Test
    void refusalsThatDoNotSayHowLongStandForADoublingPauseUntilAnAnswerIsNoRefusal() {
        long now = 0;
        for (long expected : new long[] {1, 2, 4, 8, 16, 32, 64, 64}) {
            assertThat(bucket.learn(refused(Duration.ZERO), now)).isEqualTo(expected * SECOND);
            now += expected * SECOND;
        }
        bucket.learn(null, now);
        assertThat(bucket.learn(refused(Duration.ZERO), now)).isEqualTo(SECOND);
    }

    @Test
    void aRefusalOfAnEmptyWindowLastsToItsReset() {
        RateSignal empty = new RateSignal(
                "",
                OptionalLong.empty(),
                OptionalLong.of(0),
                Optional.of(Duration.ofSeconds(90)),
                Optional.of(Duration.ZERO));
        assertThat(bucket.learn(empty, 0)).isEqualTo(90 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000_000_000_000_000L})
    void noResetHoweverFarStopsItForLongerThanTheCap(long reset) {
        bucket.learn(remaining(0, Duration.ofSeconds(reset)), 0);
        assertThat(bucket.waitFor(1, 0)).isEqualTo(Math.min(reset, 3_600) * SECOND);
    }

    /** An upstream with fixed windows that others use too; answers come late and out of order. */
    @Test
    void anUpstreamThatTellsWhatRemainsIsNeverOverrunOnceItHasAnswered() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Upstream upstream = new Upstream(10 + random.nextInt(30));
            Bucket mine = bucket(Tokens.UNLIMITED);
            Deque<RateSignal> underWay = new ArrayDeque<>();
            long now = 0;
            mine.take(1, now);
            RateSignal first = upstream.ask(now);
            mine.answered(1);
            mine.learn(first, now);
            for (int move = 0; move < 300; move++) {
                switch (random.nextInt(4)) {
                    case 0 -> now += random.nextLong(SECOND / 2);
                    case 1 -> {
                        if (!underWay.isEmpty() && upstream.isSameWindow(now)) {
                            RateSignal answer = random.nextBoolean() ? underWay.removeFirst() : underWay.removeLast();
                            mine.answered(1);
                            mine.learn(answer, now);
                        }
                    }
                    default -> {
                        if (upstream.isSameWindow(now) && mine.waitFor(1, now) == 0) {
                            mine.take(1, now);
                            underWay.add(upstream.ask(now));
                        }
                    }
                }
            }
            assertThat(upstream.over).as("over the budget, seed %d", seed).isZero();
        }
    }

    /** One window of ten seconds: what happens in the next is the next's first answer's to tell. */
    private static final class Upstream {
        private final int quota;
        private int used;
        private int over;

        Upstream(int quota) {
            this.quota = quota;
        }

        boolean isSameWindow(long now) {
            return now < 10 * SECOND;
        }

        RateSignal ask(long now) {
            used++;
            over += used > quota ? 1 : 0;
            return remaining(Math.max(0, quota - used), Duration.ofNanos(10 * SECOND - now));
        }
    }
}
