package dev.catchwater.edge.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.catchwater.edge.Served;
import dev.catchwater.edge.Served.How;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TallyTest {
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private final AtomicLong sampled = new AtomicLong();
    private final Tally tally = new Tally(() -> now, 10, served -> sampled.incrementAndGet());

    private static Served served(String route, How how, int status, long bytes, long micros, long originMicros) {
        return new Served(
                route, "GET", "a.example", "/" + how, status, how, "", bytes, micros * 1_000, originMicros * 1_000);
    }

    private Point second() {
        now = now.plusSeconds(1);
        return tally.second();
    }

    @Test
    void ratiosLeaveOutWhatCouldNotBeAnswered() {
        tally.on(served("r", How.HIT, 200, 300, 10, 0));
        tally.on(served("r", How.STALE, 200, 100, 10, 0));
        tally.on(served("r", How.MISS, 200, 1_200, 10, 5));
        tally.on(served("r", How.REVALIDATED, 200, 0, 10, 5));
        tally.on(served("", How.REFUSED, 400, 7, 10, 0));
        tally.on(served("r", How.FAILED, 502, 9, 10, 0));
        Totals totals = tally.totals();
        assertThat(totals.all()).isEqualTo(6);
        assertThat(totals.hitRatio()).isEqualTo(0.5);
        assertThat(totals.byteHitRatio()).isEqualTo(0.25);
        assertThat(totals.statuses()).containsEntry(2, 4L).containsEntry(4, 1L).containsEntry(5, 1L);
        assertThat(tally.routes().get("").all()).isOne();
        assertThat(tally.routes().get("r").all()).isEqualTo(5);
    }

    @Test
    void whoWaitsForAnotherAsksNoOrigin() {
        tally.on(served("r", How.MISS, 200, 1, 10, 5));
        for (int i = 0; i < 3; i++) {
            tally.on(served("r", How.COLLAPSED, 200, 1, 10, 5));
        }
        assertThat(tally.totals().origin()).isOne();
        assertThat(tally.totals().collapseRatio()).isEqualTo(0.75);
        second();
        assertThat(tally.stats().origin().count()).isOne();
    }

    @Test
    void nothingIsLostBetweenThreads() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        CountDownLatch done = new CountDownLatch(threads);
        List<Thread> loops = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            loops.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    tally.on(served("r", How.HIT, 200, 2, 100, 0));
                }
                done.countDown();
            }));
        }
        long points = 0;
        while (done.getCount() > 0) {
            points += second().responses();
        }
        for (Thread loop : loops) {
            loop.join();
        }
        points += second().responses();
        assertThat(points).isEqualTo((long) threads * each);
        assertThat(tally.totals().responses()).containsEntry(How.HIT, (long) threads * each);
        assertThat(tally.totals().bytes()).containsEntry(How.HIT, 2L * threads * each);
        assertThat(tally.stats().keys().getFirst().count()).isCloseTo((long) threads * each, within(8L * threads));
    }

    @Test
    void percentilesAreOfTheLastMinuteAlone() {
        for (int i = 1; i <= 1_000; i++) {
            tally.on(served("r", How.HIT, 200, 1, i, 0));
        }
        Point point = second();
        assertThat((double) point.storedP50()).isCloseTo(500, within(5.0));
        assertThat((double) point.storedP99()).isCloseTo(990, within(10.0));
        assertThat(point.fetchedP99()).isZero();
        assertThat((double) tally.stats().stored().p99()).isCloseTo(990, within(10.0));
        for (int i = 0; i < 70; i++) {
            second();
        }
        assertThat(tally.stats().stored().count()).isZero();
        assertThat(tally.totals().all()).isEqualTo(1_000);
    }

    @Test
    void samplesAreFewAndSpreadOverTheSecond() {
        for (int i = 0; i < 1_000; i++) {
            tally.on(served("r", How.HIT, 200, 1, 1, 0));
        }
        assertThat(sampled).hasValue(10);
        second();
        sampled.set(0);
        for (int i = 0; i < 500; i++) {
            tally.on(served("r", How.HIT, 200, 1, 1, 0));
        }
        assertThat(sampled.get()).isBetween(4L, 6L);
    }

    @Test
    void pointsAreKeptForTenMinutes() {
        for (int i = 0; i < Tally.MOST_POINTS + 5; i++) {
            second();
        }
        assertThat(tally.after(0)).hasSize(Tally.MOST_POINTS);
        assertThat(tally.after(now.getEpochSecond() - 2)).hasSize(2);
        assertThat(tally.after(now.getEpochSecond())).isEmpty();
    }

    @Test
    void timesThatMakeNoSenseAreBounded() {
        tally.on(served("r", How.MISS, 0, 1, -5, -5));
        tally.on(served("r", How.MISS, 999, 1, Long.MAX_VALUE / 1_000, Long.MAX_VALUE / 1_000));
        second();
        assertThat(tally.stats().fetched().max()).isGreaterThan(60_000_000);
        assertThat(tally.totals().statuses()).isEqualTo(Map.of(0, 2L, 1, 0L, 2, 0L, 3, 0L, 4, 0L, 5, 0L));
    }

    @Test
    void namesOfRoutesAreBounded() {
        for (int i = 0; i < 5_000; i++) {
            tally.on(served("r" + i, How.HIT, 200, 1, 1, 0));
        }
        assertThat(tally.routes()).hasSizeLessThanOrEqualTo(1_025);
        assertThat(tally.totals().all()).isEqualTo(5_000);
    }
}
