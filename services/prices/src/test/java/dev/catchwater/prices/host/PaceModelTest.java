package dev.catchwater.prices.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.host.Pace.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A hundred thousand pretend hosts with limits that they don't tell. */
class PaceModelTest {

    private static final int HOSTS = 100_000;
    private static final int REQUESTS = 1_000;
    private static final int LEARNED = 600;
    private static final Limits LIMITS =
            new Limits(0.2, 5, 1.0 / 600, Duration.ofMinutes(2), Duration.ofHours(6), Duration.ofDays(7), 3);

    @Test
    void hiddenLimitsAreFoundAndKeptAtTheCostOfFewRefusals() {
        Outcome all = IntStream.range(0, HOSTS)
                .parallel()
                .mapToObj(PaceModelTest::crawl)
                .reduce(Outcome.NONE, Outcome::plus);
        assertThat(all.early)
                .as("requests within a Retry-After or a crawl delay")
                .isZero();
        assertThat(all.disallowed).as("requests against robots.txt").isZero();
        assertThat(all.shares / all.hosts).as("mean share of the hidden limit").isGreaterThan(0.95);
        assertThat(all.reached / (double) all.hosts)
                .as("hosts at 85 % of their limit")
                .isGreaterThan(0.99);
        assertThat(all.refused / (double) all.requests)
                .as("answers that were 429")
                .isLessThan(0.01);
        assertThat(all.hosts).isGreaterThan(HOSTS * 9L / 10);
    }

    private static Outcome crawl(int seed) {
        Random dice = new Random(seed);
        HiddenLimit host = new HiddenLimit(dice);
        if (host.disallows()) {
            return Outcome.NONE;
        }
        Limits limits = host.crawlDelay() == 0 ? LIMITS : LIMITS.under(Duration.ofMillis(host.crawlDelay()));
        Instant began = Instant.ofEpochMilli(1_000_000 + dice.nextInt(60_000));
        Pace pace = Pace.start(limits, began);
        long learned = 0;
        int before = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Instant now = pace.notBefore();
            if (i == LEARNED) {
                learned = now.toEpochMilli();
                before = host.answered();
            }
            pace = pace.asked(now);
            long wait = host.ask(now.toEpochMilli());
            pace = wait == 0 ? pace.welcomed(limits, now) : pace.limited(limits, Duration.ofMillis(wait), now, dice);
        }
        double seconds = (pace.notBefore().toEpochMilli() - learned) / 1000.0;
        double share = (host.answered() - before) / seconds / Math.min(host.allows(), limits.most());
        return new Outcome(1, share, share >= 0.85 ? 1 : 0, host.early(), host.disallowed(), host.refused(), REQUESTS);
    }

    private record Outcome(
            long hosts, double shares, long reached, long early, long disallowed, long refused, long requests) {

        static final Outcome NONE = new Outcome(0, 0, 0, 0, 0, 0, 0);

        Outcome plus(Outcome other) {
            return new Outcome(
                    hosts + other.hosts,
                    shares + other.shares,
                    reached + other.reached,
                    early + other.early,
                    disallowed + other.disallowed,
                    refused + other.refused,
                    requests + other.requests);
        }
    }
}
