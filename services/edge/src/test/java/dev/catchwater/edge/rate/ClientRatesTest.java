package dev.catchwater.edge.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.route.RateLimit;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientRatesTest {
    private static final long SECOND = 1_000_000_000L;

    private static byte[] at(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] number(int i) {
        return at("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
    }

    /** The limit as it is defined: a bucket of fractions of tokens for each client, and nobody is ever forgotten. */
    private static final class Ideal {
        private final RateLimit limit;
        private final Map<Integer, Double> tokens = new HashMap<>();
        private final Map<Integer, Long> seen = new HashMap<>();

        Ideal(RateLimit limit) {
            this.limit = limit;
        }

        double tokens(int client, long now) {
            double before = tokens.getOrDefault(client, (double) limit.burst());
            double more = (now - seen.getOrDefault(client, now)) * limit.perSecond() / SECOND;
            return Math.min(limit.burst(), before + more);
        }

        void take(int client, long now) {
            tokens.put(client, tokens(client, now) - 1);
            seen.put(client, now);
        }
    }

    @Test
    void aBurstGoesAtOnceAndThenOneForEachToken() {
        ClientRates rates = new ClientRates(new RateLimit(4, 3), new Random(1));
        // Also where the clock is about to overflow.
        for (long start : new long[] {0, -5, Long.MAX_VALUE - 10}) {
            byte[] client = at("192.0.2." + Math.floorMod(start, 200));
            for (int i = 0; i < 3; i++) {
                assertThat(rates.waitFor(client, start)).isZero();
            }
            assertThat(rates.waitFor(client, start)).isEqualTo(SECOND / 4);
            assertThat(rates.waitFor(client, start + SECOND / 4 - 1)).isEqualTo(1);
            assertThat(rates.waitFor(client, start + SECOND / 4)).isZero();
            assertThat(rates.waitFor(client, start + SECOND / 4)).isEqualTo(SECOND / 4);
        }
    }

    @Test
    void aClientIsAnAddressAndInIpv6ItsNetworkOf64Bits() {
        ClientRates rates = new ClientRates(new RateLimit(0.001, 1), new Random(1));
        assertThat(rates.waitFor(at("192.0.2.1"), 0)).isZero();
        assertThat(rates.waitFor(at("192.0.2.1"), 0)).isPositive();
        assertThat(rates.waitFor(at("192.0.2.2"), 0)).isZero();
        assertThat(rates.waitFor(at("::ffff:192.0.2.2"), 0)).isPositive();
        assertThat(rates.waitFor(at("2001:db8:0:1::1"), 0)).isZero();
        assertThat(rates.waitFor(at("2001:db8:0:1:ffff:ffff:ffff:ffff"), 0)).isPositive();
        assertThat(rates.waitFor(at("2001:db8:0:2::1"), 0)).isZero();
        assertThat(rates.waitFor(at("::1"), 0)).isZero();
        assertThat(rates.waitFor(new byte[0], 0)).isZero();
    }

    /** Many more clients than there is room for, some of which come again and again. */
    @Test
    void whoeverIsForgottenNobodyGetsMoreThanTheLimit() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RateLimit limit = new RateLimit(0.5 + random.nextInt(20), 1 + random.nextInt(10));
            ClientRates rates = new ClientRates(limit, 1, random);
            Ideal ideal = new Ideal(limit);
            int clients = 5 + random.nextInt(60);
            long now = random.nextLong();
            int granted = 0;
            for (int i = 0; i < 2_000; i++) {
                now += random.nextInt((int) (SECOND / 50));
                int client = random.nextBoolean() ? random.nextInt(clients) : random.nextInt(4);
                if (rates.waitFor(number(client), now) == 0) {
                    assertThat(ideal.tokens(client, now)).as("seed " + seed).isGreaterThan(1 - 1e-6);
                    ideal.take(client, now);
                    granted++;
                }
            }
            assertThat(granted).isPositive();
        }
    }

    /** A limit that refuses too much would pass the test above. */
    @Test
    void whereThereIsRoomEachClientGetsAllThatTheLimitAllows() {
        Random random = new Random(2);
        RateLimit limit = new RateLimit(8, 5);
        ClientRates rates = new ClientRates(limit, random);
        Ideal ideal = new Ideal(limit);
        long now = 7;
        for (int i = 0; i < 50_000; i++) {
            now += random.nextInt(10_000);
            int client = random.nextInt(2_000);
            double tokens = ideal.tokens(client, now);
            boolean granted = rates.waitFor(number(client), now) == 0;
            if (granted) {
                ideal.take(client, now);
            }
            assertThat(granted).isEqualTo(tokens >= 1);
        }
    }

    @Test
    void allEventLoopsTogetherGrantNoMoreThanOneWould() throws Exception {
        for (int round = 0; round < 50; round++) {
            ClientRates rates = new ClientRates(new RateLimit(0.001, 100), new Random(round));
            byte[] client = at("192.0.2.1");
            AtomicInteger granted = new AtomicInteger();
            CountDownLatch ready = new CountDownLatch(4);
            Thread[] loops = new Thread[4];
            for (int i = 0; i < loops.length; i++) {
                loops[i] = Thread.ofPlatform().start(() -> {
                    ready.countDown();
                    while (ready.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    for (int asked = 0; asked < 100; asked++) {
                        granted.addAndGet(rates.waitFor(client, 0) == 0 ? 1 : 0);
                    }
                });
            }
            for (Thread loop : loops) {
                loop.join();
            }
            assertThat(granted).hasValue(100);
        }
    }
}
