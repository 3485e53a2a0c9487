package dev.catchwater.fairlead.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedTokensTest {
    private static final long MILLI = 1_000_000;
    private static final RateLimit HUNDRED_A_SECOND = new RateLimit(40, Duration.ofMillis(10));

    private int trips;

    /** Several processes over one source whose answers take a while, in virtual time. */
    private final class Process {
        final List<SharedTokens> wanting = new ArrayList<>();
        final SharedTokens tokens;
        final LeaseSource source;
        Runnable answer = () -> {};
        long answersAt = Long.MAX_VALUE;

        Process(LeaseSource source, int parts) {
            this.source = source;
            tokens = new SharedTokens("shared", HUNDRED_A_SECOND, Sharing.of(source, parts), wanting::add);
        }

        boolean tryTake(long now, long latency) {
            if (answersAt <= now) {
                answersAt = Long.MAX_VALUE;
                answer.run();
            }
            boolean there = tokens.waitFor(1, now) == 0;
            if (there) {
                tokens.take(1, now);
            }
            for (SharedTokens wants : List.copyOf(wanting)) {
                trips++;
                var ask = new Asking(wants, source, wants.ask(Instant.EPOCH.plusNanos(now), now));
                answersAt = now + latency;
                answer = () -> ask.lease()
                        .subscribe()
                        .with(lease -> ask.leased(lease, now + latency), thrown -> ask.failed(now + latency));
            }
            wanting.clear();
            return there;
        }
    }

    private static final class Window {
        private final Deque<Long> grants = new ArrayDeque<>();
        private int most;
        private int all;

        void add(long now) {
            all++;
            grants.add(now);
            while (grants.getFirst() <= now - 1_000 * MILLI) {
                grants.removeFirst();
            }
            most = Math.max(most, grants.size());
        }
    }

    @Test
    void aHundredRequestsASecondTakeAtMostATenthOfARoundTripEach() {
        for (double load : new double[] {0.6, 1.0, 3.0}) {
            trips = 0;
            Process one = new Process(new LocalLeases(Duration.ofSeconds(1), 10), 4);
            Random random = new Random(1);
            Window window = new Window();
            for (long now = 0; now < 60_000 * MILLI; now += MILLI) {
                if (random.nextDouble() < load / 10 && one.tryTake(now, 2 * MILLI)) {
                    window.add(now);
                }
            }
            assertThat((double) trips / window.all).as("round trips a request").isLessThanOrEqualTo(0.1);
            assertThat(window.all).isGreaterThan((int) (0.9 * Math.min(load, 1) * 6_000));
        }
    }

    @Test
    void processesTogetherKeepToTheLimitBeyondWhatTheirLeasesMayHold() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            LeaseSource source = new LocalLeases(Duration.ofMillis(500), 10);
            List<Process> all = List.of(new Process(source, 3), new Process(source, 3), new Process(source, 3));
            Window window = new Window();
            for (long now = 0; now < 10_000 * MILLI; now += MILLI) {
                Process some = all.get(random.nextInt(3));
                if (some.tryTake(now, random.nextInt(5) * MILLI)) {
                    window.add(now);
                }
            }
            // A second and the lease's half: 40 at once, and 150 at ten milliseconds each.
            assertThat(window.most).isLessThanOrEqualTo(40 + 150);
            assertThat(window.all).isBetween(900, 1_040);
        }
    }

    @Test
    void whileTheSourceIsAwayEachKeepsToItsShare() {
        LeaseSource away = ask -> Uni.createFrom().failure(new IllegalStateException("away"));
        List<Process> all =
                List.of(new Process(away, 4), new Process(away, 4), new Process(away, 4), new Process(away, 4));
        Window window = new Window();
        for (long now = 0; now < 20_000 * MILLI; now += MILLI) {
            for (Process one : all) {
                if (one.tryTake(now, MILLI)) {
                    window.add(now);
                }
            }
        }
        assertThat(window.most).isLessThanOrEqualTo(40 + 100);
        assertThat(window.all).isGreaterThan(1_900);
    }

    @Test
    void theShareThatFollowsLeasesBringsNoBurst() {
        LocalLeases leases = new LocalLeases(Duration.ofSeconds(1), 10);
        boolean[] away = {false};
        int[] failed = {0};
        LeaseSource source = ask -> {
            if (!away[0]) {
                return leases.lease(ask);
            }
            failed[0]++;
            return Uni.createFrom().failure(new IllegalStateException("away"));
        };
        Process one = new Process(source, 4);
        long now = 0;
        for (int taken = 0; taken < 40; now += MILLI) {
            taken += one.tryTake(now, 0) ? 1 : 0;
        }
        away[0] = true;
        for (; failed[0] == 0; now += MILLI) {
            one.tryTake(now, 0);
        }
        int atOnce = 0;
        for (long end = now + 30 * MILLI; now < end; now += MILLI) {
            atOnce += one.tryTake(now, 0) ? 1 : 0;
        }
        assertThat(atOnce).as("before a quarter of the rate has a token").isZero();
    }

    @Test
    void aSourceThatNeverAnswersCountsAsAwayAndIsAskedAgainLater() {
        Process one = new Process(ask -> Uni.createFrom().nothing(), 4);
        assertThat(one.tryTake(0, MILLI)).isFalse();
        assertThat(one.tryTake(249 * MILLI, MILLI)).isFalse();
        assertThat(one.tryTake(250 * MILLI, MILLI)).isTrue();
        assertThat(trips).isEqualTo(1);
        for (long now = 251; now < 1_260; now++) {
            one.tryTake(now * MILLI, MILLI);
        }
        assertThat(trips).isEqualTo(2);
    }

    @Test
    void whatIsLeftOfALeaseIsNotSpentAfterItsEnd() {
        Process one = new Process(new LocalLeases(Duration.ofSeconds(1), 10), 4);
        long now = 0;
        for (int taken = 0; taken < 2; now += MILLI) {
            taken += one.tryTake(now, 0) ? 1 : 0;
        }
        assertThat(one.tokens.waitFor(1, now)).as("of a lease of two").isZero();
        assertThat(one.tokens.waitFor(1, now + 1_000 * MILLI)).isPositive();
    }

    @Test
    void aClientWaitsForItsLeaseAndGoesOnWhenItComes() {
        ManualTimers timers = new ManualTimers();
        LocalLeases leases = new LocalLeases(Duration.ofSeconds(1), 10);
        LeaseSource slow = ask -> timers.pause(Duration.ofMillis(20)).flatMap(done -> leases.lease(ask));
        var stage = new dev.catchwater.fairlead.admission.AdmissionStage(
                dev.catchwater.fairlead.admission.AdmissionPolicy.DEFAULT.withRates(
                        RatePolicy.NONE.withPerOrigin(HUNDRED_A_SECOND).withSharing(Sharing.of(slow, 4))),
                timers,
                () -> Runnable::run,
                event -> {
                    if (event instanceof CallEvent.Admitted) {
                        trips++;
                    }
                });
        Next upstream = request ->
                Uni.createFrom().item(() -> Answers.of(request, 200, dev.catchwater.fairlead.Headers.none(), "x"));
        for (int i = 0; i < 300; i++) {
            stage.apply(Request.get("http://a.test/"), upstream)
                    .flatMap(Response::text)
                    .subscribe()
                    .with(text -> {}, thrown -> {});
        }
        assertThat(trips).isZero();
        timers.clock().advance(Duration.ofMillis(20));
        assertThat(trips).isPositive();
        timers.clock().advance(Duration.ofSeconds(4));
        assertThat(trips).isEqualTo(300);
        assertThat(timers.clock().pending()).isZero();
    }
}
