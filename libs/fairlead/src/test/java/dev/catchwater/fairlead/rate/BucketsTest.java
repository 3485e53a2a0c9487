package dev.catchwater.fairlead.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.signal.RateSignal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final RateLimit ONE_A_SECOND = new RateLimit(1, Duration.ofSeconds(1));
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static Request to(String host) {
        return Request.get("http://" + host + "/");
    }

    private static Charges once(Buckets buckets, Request request, long now) {
        Charges charges = buckets.of(request, now);
        assertThat(charges).isNotNull();
        return charges;
    }

    @Test
    void withoutLimitsNothingIsChargedAndNothingKept() {
        Buckets buckets = new Buckets(RatePolicy.NONE);
        assertThat(buckets.of(to("a.test"), 0)).isSameAs(Charges.NONE);
        assertThat(buckets.size()).isZero();
    }

    @Test
    void clientOriginAndKeyAreCountedEachForItselfAndTakenTogether() {
        Buckets buckets = new Buckets(RatePolicy.NONE
                .withPerClient(new RateLimit(3, Duration.ofSeconds(1)))
                .withPerOrigin(new RateLimit(2, Duration.ofSeconds(1)))
                .withPerKey(ONE_A_SECOND));
        Request a = to("a.test");
        Charges keyed = once(buckets, a.with(RatePolicy.KEY, RateKey.of("one")), 0);
        keyed.take(0);
        Charges same = once(buckets, a.with(RatePolicy.KEY, RateKey.of("one")), 0);
        assertThat(same.waitFor(0)).isEqualTo(SECOND);
        assertThat(same.slowest(0)).isEqualTo("key at http://a.test:80");
        once(buckets, a.with(RatePolicy.KEY, RateKey.of("two")), 0).take(0);
        assertThat(once(buckets, a, 0).slowest(0)).isEqualTo("origin http://a.test:80");
        once(buckets, to("b.test"), 0).take(0);
        assertThat(once(buckets, to("c.test"), 0).slowest(0)).isEqualTo("this client");
    }

    @Test
    void aKeyCountsForEachOriginApartAndMayHaveALimitOfItsOwn() {
        Buckets buckets = new Buckets(RatePolicy.NONE);
        RateKey key = RateKey.of("account", ONE_A_SECOND);
        once(buckets, to("a.test").with(RatePolicy.KEY, key), 0).take(0);
        assertThat(once(buckets, to("a.test").with(RatePolicy.KEY, key), 0).waitFor(0))
                .isPositive();
        assertThat(once(buckets, to("b.test").with(RatePolicy.KEY, key), 0).waitFor(0))
                .isZero();
    }

    @Test
    void whatAKeysAnswersSayStopsItAloneAndNeitherItsOriginNorAnother() {
        Buckets buckets = new Buckets(RatePolicy.NONE.learning());
        Request keyed = to("a.test").with(RatePolicy.KEY, RateKey.of("one"));
        once(buckets, keyed, 0).learn(RateSignal.pause(Duration.ofSeconds(9)), 0);
        assertThat(once(buckets, keyed, 0).waitFor(0)).isEqualTo(9 * SECOND);
        assertThat(once(buckets, to("a.test"), 0).waitFor(0)).isZero();
        once(buckets, to("a.test"), 0).learn(RateSignal.pause(Duration.ofSeconds(5)), 0);
        assertThat(once(buckets, to("a.test"), 0).waitFor(0)).isEqualTo(5 * SECOND);
        assertThat(once(buckets, to("b.test"), 0).waitFor(0)).isZero();
    }

    @Test
    void whatCostsMoreThanAFullBucketNeverFits() {
        Buckets buckets = new Buckets(RatePolicy.NONE.withPerOrigin(ONE_A_SECOND));
        assertThat(once(buckets, to("a.test").with(RatePolicy.COST, 2), 0).neverFit())
                .isTrue();
        assertThat(once(buckets, to("a.test"), 0).neverFit()).isFalse();
    }

    @Test
    void idleBucketsAreForgottenAndThoseThatRememberSomethingNever() {
        Buckets buckets =
                new Buckets(RatePolicy.NONE.withPerOrigin(ONE_A_SECOND).withMaxBuckets(2));
        Charges a = once(buckets, to("a.test"), 0);
        Charges b = once(buckets, to("b.test"), 0);
        a.take(0);
        assertThat(buckets.of(to("c.test"), 0)).as("both are held").isNull();
        a.release();
        b.release();
        once(buckets, to("c.test"), 0).release();
        assertThat(once(buckets, to("a.test"), 0).waitFor(0))
                .as("a remembers its grant")
                .isPositive();
        assertThat(buckets.size()).isEqualTo(2);
    }

    @Test
    void aBucketIsForgottenWithoutAnyLossToItsLimit() {
        Buckets small = new Buckets(RatePolicy.NONE.withPerOrigin(ONE_A_SECOND).withMaxBuckets(4));
        Random random = new Random(3);
        long[] last = new long[20];
        java.util.Arrays.fill(last, -SECOND);
        int turnedAway = 0;
        for (long now = 0; now < 200 * SECOND; now += SECOND / 10) {
            int host = random.nextInt(last.length);
            Charges charges = small.of(to("h" + host + ".test"), now);
            if (charges == null) {
                turnedAway++;
                continue;
            }
            if (charges.waitFor(now) == 0) {
                charges.take(now);
                assertThat(now - last[host]).isGreaterThanOrEqualTo(SECOND);
                last[host] = now;
            }
            charges.release();
            assertThat(small.size()).isLessThanOrEqualTo(4);
        }
        assertThat(turnedAway).isPositive();
    }
}
