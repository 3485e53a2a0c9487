package dev.catchwater.fairlead.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    /** The upstream's own count: what was granted in the window that ends now. */
    private static final class SlidingLog {
        private record Grant(long at, int cost) {}

        private final Deque<Grant> grants = new ArrayDeque<>();
        private final long window;
        private long sum;

        SlidingLog(Duration window) {
            this.window = window.toNanos();
        }

        long add(long at, int cost) {
            grants.addLast(new Grant(at, cost));
            sum += cost;
            while (grants.getFirst().at() <= at - window) {
                sum -= grants.removeFirst().cost();
            }
            return sum;
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "10,1", "10,10", "60,6", "300,30", "300,299", "5000,500", "7,3"})
    void noWindowWhereverItBeginsIsEverOverItsCount(int count, int burst) {
        Duration window = Duration.ofMillis(10_007);
        RateLimit limit = RateLimit.perWindow(count, window, burst);
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            Gcra gcra = new Gcra(limit);
            SlidingLog log = new SlidingLog(window);
            long now = 0;
            for (int i = 0; i < 200; i++) {
                int cost = 1 + random.nextInt(random.nextInt(4) == 0 ? burst : 1);
                // Asked as soon as it may be, as a crowd would; with idle spans in which the bucket fills again.
                now += gcra.waitFor(cost, now) + (random.nextInt(20) == 0 ? random.nextLong(2 * window.toNanos()) : 0);
                gcra.take(cost, now);
                assertThat(log.add(now, cost)).isLessThanOrEqualTo(count);
            }
        }
    }

    @Test
    void aWindowIsUsedAsFarAsItsBurstAllows() {
        RateLimit limit = RateLimit.perWindow(300, Duration.ofMinutes(5));
        Gcra gcra = new Gcra(limit);
        SlidingLog log = new SlidingLog(Duration.ofMinutes(5));
        long now = 0;
        long most = 0;
        for (int i = 0; i < 3_000; i++) {
            now += gcra.waitFor(1, now);
            gcra.take(1, now);
            most = Math.max(most, log.add(now, 1));
        }
        assertThat(most).isEqualTo(300);
        assertThat(limit.burst()).isEqualTo(30);
    }

    @Test
    void aRequestIsNeverGrantedBeforeItsWaitAndAlwaysAfterIt() {
        Random random = new Random(5);
        Gcra gcra = new Gcra(new RateLimit(10, Duration.ofMillis(7)));
        long now = 0;
        for (int i = 0; i < 10_000; i++) {
            int cost = random.nextInt(11);
            long wait = gcra.waitFor(cost, now);
            assertThat(gcra.waitFor(cost, now + wait)).isZero();
            if (wait > 0) {
                assertThat(gcra.waitFor(cost, now + wait - 1)).isEqualTo(1);
            }
            now += wait + random.nextLong(20_000_000);
            gcra.take(cost, now);
        }
    }

    @Test
    void sharesTogetherKeepToTheWhole() {
        RateLimit whole = RateLimit.perWindow(100, Duration.ofSeconds(10), 20);
        for (int parts : new int[] {2, 3, 7, 20}) {
            SlidingLog log = new SlidingLog(Duration.ofSeconds(10));
            Gcra[] clients = new Gcra[parts];
            for (int i = 0; i < parts; i++) {
                clients[i] = new Gcra(whole.share(parts));
            }
            for (long now = 0; now < Duration.ofSeconds(60).toNanos(); now += 10_000_000) {
                for (Gcra client : clients) {
                    while (client.waitFor(1, now) == 0) {
                        client.take(1, now);
                        assertThat(log.add(now, 1)).isLessThanOrEqualTo(100);
                    }
                }
            }
        }
        assertThatThrownBy(() -> whole.share(21)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void absurdRatesAreRefused() {
        assertThatThrownBy(() -> new RateLimit(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit(1_000_000, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateLimit.perWindow(5, Duration.ofSeconds(1), 6))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
