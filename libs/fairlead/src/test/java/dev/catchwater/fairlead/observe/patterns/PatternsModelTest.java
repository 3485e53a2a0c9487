package dev.catchwater.fairlead.observe.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random traffic, with lulls, against what a list of all of it says. */
class PatternsModelTest {
    private static final IntCountsHistogram SCALE = Window.histogram();
    private static final int SEEDS = 30;
    private static final int STEPS = 400;

    private record Seen(long at, boolean error, long micros, long bytes) {}

    static List<Long> seeds() {
        return new Random(42).longs(SEEDS).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void figuresAndFlagsAreThoseOfAListOfAllAttempts(long seed) {
        Random random = new Random(seed);
        Attempts time = new Attempts();
        long since = time.nanos;
        Patterns patterns = time.patterns(PatternPolicy.DEFAULT);
        List<Seen> all = new ArrayList<>();
        Request request = Attempts.request("http://a.test/", "/x");
        double slowness = 1;
        double failing = 0.02;
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(60) == 0) {
                slowness = 1 + random.nextInt(4);
                failing = random.nextDouble() * random.nextDouble();
            }
            for (int i = random.nextInt(20); i > 0; i--) {
                long micros = Math.clamp((long) (slowness * 20_000 * Math.exp(random.nextGaussian())), 0, 600_000_000);
                boolean error = random.nextDouble() < failing;
                long bytes = random.nextInt(5_000);
                patterns.on(
                        Attempts.answered(request, error ? 503 : 200, Duration.of(micros, ChronoUnit.MICROS), bytes));
                all.add(new Seen(time.nanos - since, error, micros, bytes));
            }
            if (step % 8 == 0) {
                check(patterns, all, time.nanos - since);
            }
            time.nanos += random.nextInt(200) == 0
                    ? random.nextLong(1_000 * Attempts.SECOND)
                    : random.nextLong(4 * Attempts.SECOND);
        }
    }

    private static void check(Patterns patterns, List<Seen> all, long now) {
        long begin = (now / (30 * Attempts.SECOND) - 2) * 30 * Attempts.SECOND;
        List<Seen> recent = all.stream().filter(seen -> seen.at >= begin).toList();
        List<Seen> before = all.stream()
                .filter(seen -> seen.at < begin && seen.at >= begin - 600 * Attempts.SECOND)
                .toList();
        if (recent.isEmpty() && before.isEmpty()) {
            assertThat(patterns.views()).isEmpty();
            return;
        }
        PatternView view = patterns.views().getFirst();
        same(view.recent(), recent, now - Math.max(0, begin));
        same(view.before(), before, Math.clamp(begin, 0, 600 * Attempts.SECOND));
        assertThat(view.failing())
                .isEqualTo(Shift.failing(errors(recent), recent.size(), errors(before), before.size()));
        long usual = percentile(before, 95);
        assertThat(view.slower())
                .isEqualTo(Shift.slower(
                        percentile(recent, 95),
                        usual,
                        above(recent, usual),
                        recent.size(),
                        above(before, usual),
                        before.size()));
    }

    private static void same(Figures figures, List<Seen> seen, long window) {
        assertThat(figures.window().toNanos()).isEqualTo(window);
        assertThat(figures.attempts()).isEqualTo(seen.size());
        assertThat(figures.errors()).isEqualTo(errors(seen));
        assertThat(figures.latencies().p50()).isEqualTo(Duration.of(percentile(seen, 50), ChronoUnit.MICROS));
        assertThat(figures.latencies().p95()).isEqualTo(Duration.of(percentile(seen, 95), ChronoUnit.MICROS));
        assertThat(figures.latencies().p99()).isEqualTo(Duration.of(percentile(seen, 99), ChronoUnit.MICROS));
        assertThat(figures.received().max())
                .isEqualTo(seen.stream().mapToLong(Seen::bytes).max().orElse(0));
        assertThat(figures.received().mean())
                .isEqualTo(
                        seen.isEmpty()
                                ? 0
                                : seen.stream().mapToLong(Seen::bytes).sum() / seen.size());
    }

    private static long errors(List<Seen> seen) {
        return seen.stream().filter(Seen::error).count();
    }

    /** To the resolution that the histogram has, and not by one. */
    private static long percentile(List<Seen> seen, int percentile) {
        if (seen.isEmpty()) {
            return 0;
        }
        List<Long> sorted = seen.stream().map(Seen::micros).sorted().toList();
        int rank = Math.max(1, (int) Math.ceil(percentile * sorted.size() / 100.0));
        return SCALE.highestEquivalentValue(sorted.get(rank - 1));
    }

    private static long above(List<Seen> seen, long micros) {
        return seen.stream().filter(each -> each.micros > micros).count();
    }
}
