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
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ends of an outage, on the callers' clock. */
class OutageTest {
    private static final RateLimit ONE_A_SECOND = new RateLimit(10, Duration.ofSeconds(1));
    private static final Instant DAY = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration AGES = Duration.ofDays(40_000);

    private final RedisServer redis = new RedisServer();

    @AfterEach
    void close() {
        redis.close();
    }

    private RedisLeases leases(Duration timeout, Duration reserve) {
        return new RedisLeases(
                redis.link(new LinkPolicy(timeout, Duration.ofSeconds(1))),
                new KeySpace("test"),
                new LeaseTerms(10, Duration.ofMinutes(1), reserve, Duration.ofMinutes(1), AGES));
    }

    private static Lease lease(RedisLeases leases, int tokens, Instant now) {
        return get(leases.lease(new Ask("a", ONE_A_SECOND, tokens, now)));
    }

    @Test
    void whoComesBackFromAnOutageFindsAnEmptyBucketUntilAllHaveNoticed() {
        RedisLeases patient = leases(Duration.ofSeconds(20), Duration.ZERO);
        RedisLeases returning = leases(Duration.ofSeconds(2), Duration.ZERO);
        lease(patient, 1, DAY);
        Instant later = DAY.plus(Duration.ofHours(1));
        assertThat(lease(patient, 1, later).tokens()).isEqualTo(1);
        redis.signal("STOP");
        assertThatThrownBy(() -> lease(returning, 1, later.plusSeconds(30))).isNotNull();
        redis.signal("CONT");
        Lease held = lease(returning, 1, later.plusSeconds(35));
        assertThat(held.tokens()).isZero();
        assertThat(held.nextIn()).as("a minute away, and what answers may take").isGreaterThan(Duration.ofSeconds(50));
        assertThat(lease(patient, 1, later.plusSeconds(50)).tokens()).isZero();
        assertThat(lease(patient, 1, later.plusSeconds(100)).tokens()).isEqualTo(1);
    }

    @Test
    void whoAloneWasAwayStopsNobody() {
        RedisLeases patient = leases(Duration.ofSeconds(20), Duration.ZERO);
        RedisLeases returning = leases(Duration.ofSeconds(2), Duration.ZERO);
        lease(patient, 1, DAY);
        Instant later = DAY.plus(Duration.ofHours(1));
        redis.signal("STOP");
        assertThatThrownBy(() -> lease(returning, 1, later)).isNotNull();
        redis.signal("CONT");
        // Others were heard all the time: their asks are a second apart, the gap that counts is longer.
        for (int second = 0; second <= 100; second++) {
            lease(patient, 1, later.plusSeconds(second));
        }
        assertThat(lease(returning, 1, later.plusSeconds(101)).tokens()).isEqualTo(1);
    }

    @Test
    void theFirstFailureWaitsForWhatWasPromisedToOthers() {
        Duration reserve = Duration.ofMillis(700);
        RedisLeases leases = leases(Duration.ofSeconds(20), reserve);
        lease(leases, 1, DAY);
        redis.kill();
        long began = redis.timers.nanos();
        assertThatThrownBy(() -> lease(leases, 1, DAY)).isNotNull();
        assertThat(Duration.ofNanos(redis.timers.nanos() - began)).isGreaterThanOrEqualTo(reserve);
    }
}
