package dev.catchwater.fairlead.redis.limits;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.rate.LeaseSource.Ask;
import dev.catchwater.fairlead.rate.LeaseSource.Lease;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisLeasesTest {
    private static final RateLimit ONE_A_MINUTE = new RateLimit(10, Duration.ofMinutes(1));
    private static final Duration AGES = Duration.ofDays(40_000);
    private static final Instant DAY = Instant.parse("2030-01-01T00:00:00Z");

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void forget() {
        redis.ask(Command.FLUSHALL);
    }

    private static RedisLeases leases(LeaseTerms terms) {
        // No test waits for these to pass: a loaded machine is no Redis that is away.
        LinkPolicy patient = new LinkPolicy(Duration.ofSeconds(20), Duration.ofSeconds(1));
        LeaseTerms valid = new LeaseTerms(
                terms.maxTokens(), Duration.ofSeconds(30), terms.reserve(), terms.away(), terms.maxSkew());
        return new RedisLeases(redis.link(patient), new KeySpace("test"), valid);
    }

    private static Lease lease(RedisLeases leases, String bucket, int tokens, Instant now) {
        return get(leases.lease(new Ask(bucket, ONE_A_MINUTE, tokens, now)));
    }

    @Test
    void aDayOfABucketIsSimulatedOnTheCallersClock() {
        RedisLeases leases = leases(LeaseTerms.DEFAULT.withMaxSkew(AGES));
        lease(leases, "a", 1, DAY);
        int given = 0;
        for (int second = 660; second < 86_400; second += 15) {
            given += lease(leases, "a", 1, DAY.plusSeconds(second)).tokens();
        }
        // From the tenth minute on, when the first bucket has filled but for the time to settle.
        assertThat(given).isBetween(1_430 + 8, 1_430 + 10);
    }

    @Test
    void withoutToleranceTheCallersClockCountsForNothing() {
        RedisLeases leases = leases(LeaseTerms.DEFAULT);
        Instant wrong = redis.timers.instant();
        for (int hours = -100; hours <= 100; hours += 10) {
            Lease lease = lease(leases, "a", 1, wrong.plus(Duration.ofHours(hours)));
            assertThat(lease.tokens()).isZero();
            assertThat(lease.nextIn()).isLessThan(Duration.ofMinutes(2));
        }
    }

    @Test
    void aCallerWhoseClockIsAheadGainsNoMoreThanTheTolerance() {
        RedisLeases leases = leases(LeaseTerms.DEFAULT.withMaxSkew(Duration.ofMinutes(3)));
        Instant now = redis.timers.instant();
        lease(leases, "a", 1, now);
        int given = 0;
        for (int i = 0; i < 20; i++) {
            given += lease(leases, "a", 1, now.plus(Duration.ofHours(i))).tokens();
        }
        assertThat(given).isBetween(1, 3);
    }

    @Test
    void aRedisThatIsMetForTheFirstTimeBeginsWithAnEmptyBucketAndAnotherBucketLaterWithAFullOne() {
        RedisLeases leases = leases(LeaseTerms.DEFAULT.withMaxSkew(AGES));
        Lease first = lease(leases, "a", 10, DAY);
        assertThat(first.tokens()).isZero();
        assertThat(first.nextIn())
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plusSeconds(30));
        assertThat(lease(leases, "b", 10, DAY.plus(Duration.ofHours(1))).tokens())
                .isEqualTo(10);
    }

    @Test
    void tokensArePromisedInTheOrderOfAskingAndTheAnswerWaitsForThem() {
        RateLimit fast = new RateLimit(10, Duration.ofMillis(10));
        RedisLeases leases = leases(LeaseTerms.DEFAULT.withMaxSkew(AGES));
        get(leases.lease(new Ask("a", fast, 1, DAY)));
        Instant later = DAY.plusSeconds(60);
        assertThat(get(leases.lease(new Ask("a", fast, 10, later))).tokens()).isEqualTo(10);
        long began = redis.timers.nanos();
        assertThat(get(leases.lease(new Ask("a", fast, 10, later))).tokens()).isEqualTo(10);
        assertThat(redis.timers.nanos() - began).isGreaterThanOrEqualTo(99_000_000);
        Lease tooFar = get(leases.lease(new Ask("a", fast, 10, later.minusMillis(700))));
        assertThat(tooFar.tokens()).isZero();
        assertThat(tooFar.nextIn()).isPositive();
    }

    @Test
    void keysShowNoNamesLieInOneSlotAndEndButForOne() {
        lease(leases(LeaseTerms.DEFAULT), "https://upstream.test:443 Bearer secret", 1, DAY);
        Response keys = Objects.requireNonNull(redis.ask(Command.KEYS, "*"));
        assertThat(keys.size()).isEqualTo(2);
        for (Response key : keys) {
            assertThat(key.toString())
                    .startsWith("{test}:")
                    .doesNotContain("secret")
                    .doesNotContain("upstream");
            long left = Objects.requireNonNull(redis.ask(Command.PTTL, key.toString()))
                    .toLong();
            assertThat(left > 0 || key.toString().equals("{test}:born")).isTrue();
        }
    }

    @Test
    void aScriptThatRedisHasForgottenIsToldAgain() {
        RedisLeases leases = leases(LeaseTerms.DEFAULT.withMaxSkew(AGES));
        lease(leases, "a", 1, DAY);
        redis.ask(Command.SCRIPT, "FLUSH");
        assertThat(lease(leases, "a", 1, DAY.plus(Duration.ofHours(1))).tokens())
                .isEqualTo(1);
    }

    @Test
    void aLeaseIsValidForLongerThanAnAnswerMayTake() {
        var slow = redis.link(new LinkPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        assertThatThrownBy(() -> new RedisLeases(slow, new KeySpace("test"), LeaseTerms.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeploymentsNameCannotForgeAHashTag() {
        assertThatThrownBy(() -> new KeySpace("a}b")).isInstanceOf(IllegalArgumentException.class);
    }
}
