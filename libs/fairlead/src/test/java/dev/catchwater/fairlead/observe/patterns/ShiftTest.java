package dev.catchwater.fairlead.observe.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.catchwater.fairlead.Request;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftTest {
    private static final Request REQUEST = Attempts.request("http://a.test/", "/x");

    /** Traffic of one pattern, looked at every 15 seconds. */
    private static final class Traffic {
        final Attempts time = new Attempts();
        final Patterns patterns = time.patterns(PatternPolicy.DEFAULT);
        final Random random;
        final double perSecond;
        int slower;
        int failing;

        Traffic(long seed, double perSecond) {
            random = new Random(seed);
            this.perSecond = perSecond;
        }

        /** Latencies are log-normal around a median in milliseconds. */
        void run(int seconds, double median, double errors) {
            slower = 0;
            failing = 0;
            for (int second = 0; second < seconds; second++) {
                for (double left = perSecond; left > random.nextDouble(); left--) {
                    Duration head = Duration.ofNanos((long) (median * 1e6 * Math.exp(random.nextGaussian())));
                    patterns.on(Attempts.answered(REQUEST, random.nextDouble() < errors ? 500 : 200, head, 1));
                }
                time.advance(Duration.ofSeconds(1));
                if (second % 15 == 14) {
                    for (PatternView view : patterns.views()) {
                        slower += view.slower() ? 1 : 0;
                        failing += view.failing() ? 1 : 0;
                    }
                }
            }
        }
    }

    @Test
    void steadyTrafficOfAnyRateIsNeverFlagged() {
        LongStream.range(0, 80).forEach(seed -> {
            Traffic traffic = new Traffic(seed, new double[] {0.3, 1, 3, 10}[(int) (seed % 4)]);
            traffic.run(3_600, 40, seed % 3 == 0 ? 0.3 : 0.01);
            assertThat(traffic.slower).as("seed " + seed).isZero();
            assertThat(traffic.failing).as("seed " + seed).isZero();
        });
    }

    @Test
    void tripledLatenciesAreFlaggedWithinTheRecentWindowAndUntilTheyAreUsual() {
        LongStream.range(0, 50).forEach(seed -> {
            Traffic traffic = new Traffic(seed, 2);
            traffic.run(700, 40, 0.01);
            traffic.run(90, 120, 0.01);
            assertThat(traffic.slower).as("seed " + seed).isPositive();
            assertThat(traffic.failing).as("seed " + seed).isZero();
            traffic.run(700, 120, 0.01);
            traffic.run(30, 120, 0.01);
            assertThat(traffic.slower).as("seed " + seed).isZero();
        });
    }

    @Test
    void aThirdOfErrorsIsFlaggedWithinTheRecentWindow() {
        LongStream.range(0, 50).forEach(seed -> {
            Traffic traffic = new Traffic(seed, 1);
            traffic.run(700, 40, 0.01);
            traffic.run(90, 40, 0.33);
            assertThat(traffic.failing).as("seed " + seed).isPositive();
            assertThat(traffic.slower).as("seed " + seed).isZero();
        });
    }

    @Test
    void fasterAndHealthierIsNoAlarm() {
        Traffic traffic = new Traffic(1, 5);
        traffic.run(700, 200, 0.3);
        traffic.run(90, 20, 0);
        assertThat(traffic.slower + traffic.failing).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, 0, 100, true",
        "9, 9, 0, 100, false",
        "10, 10, 0, 99, false",
        "60, 1000, 0, 9000, true",
        "49, 1000, 0, 9000, false",
        "100, 1000, 50, 1000, false",
        "200, 1000, 100, 1000, true",
        "199, 1000, 100, 1000, false",
        "10, 10, 60, 100, false"
    })
    void errorsHaveToBeManyMoreAndSurprising(long errors, long recent, long before, long all, boolean flagged) {
        assertThat(Shift.failing(errors, recent, before, all)).isEqualTo(flagged);
    }

    @ParameterizedTest
    @CsvSource({
        "150000, 100000, 50, 100, true",
        "149999, 100000, 50, 100, false",
        "15000, 5000, 50, 100, true",
        "14999, 5000, 50, 100, false",
        "300000, 100000, 10, 100, false"
    })
    void latenciesHaveToBeMuchHigherAndSurprising(long p95, long usual, long above, long recent, boolean flagged) {
        assertThat(Shift.slower(p95, usual, above, recent, 50, 1_000)).isEqualTo(flagged);
    }

    /** 2 ln L of 20 of 50 against 10 of 100, by hand. */
    @Test
    void surpriseIsTheLogLikelihoodRatio() {
        assertThat(2 * Shift.surprise(20, 50, 10, 100)).isCloseTo(17.80, within(0.01));
        assertThat(Shift.surprise(5, 100, 50, 1_000)).isCloseTo(0, within(1e-9));
        assertThat(Shift.surprise(0, 100, 0, 1_000)).isZero();
        assertThat(Shift.surprise(100, 100, 1_000, 1_000)).isZero();
    }
}
