package dev.catchwater.fairlead.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.ManualTimers;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DnsEndpointsTest {
    private final ManualTimers timers = new ManualTimers();
    private final Map<String, DnsAnswer> zone = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<List<String>> told = new ArrayList<>();
    private boolean down;

    private final EndpointSource.Listener listener = new EndpointSource.Listener() {
        @Override
        public void changed(List<Endpoint> endpoints) {
            told.add(endpoints.stream().map(Endpoint::authority).toList());
        }

        @Override
        public void failed() {
            told.add(List.of("failed"));
        }
    };

    private Uni<DnsAnswer> query(String name, DnsLookup.Type type) {
        asked.add(name + " " + type);
        return down
                ? Uni.createFrom().failure(new IOException("SERVFAIL"))
                : Uni.createFrom()
                        .item(() ->
                                zone.getOrDefault(name + " " + type, new DnsAnswer(List.of(), Duration.ofSeconds(20))));
    }

    private static DnsAnswer addresses(int ttlSeconds, String... literals) {
        return new DnsAnswer(
                List.of(literals).stream()
                        .map(literal -> (DnsAnswer.Entry)
                                new DnsAnswer.Address(InetAddress.ofLiteral(literal), Duration.ofSeconds(ttlSeconds)))
                        .toList(),
                Duration.ZERO);
    }

    private EndpointSource.Watch open(DnsEndpoints endpoints) {
        return endpoints.open(listener, timers, new Random(1));
    }

    private DnsEndpoints host() {
        return DnsEndpoints.ofHost(this::query, "orders.test", 8080)
                .withPolicy(DnsPolicy.DEFAULT.withTypes(Set.of(DnsLookup.Type.A)));
    }

    private void pass(long seconds) {
        timers.clock().advance(Duration.ofSeconds(seconds));
    }

    @Test
    void aNameIsLookedUpAheadOfItsEndAndOnlyNewsIsTold() {
        zone.put("orders.test A", addresses(100, "192.0.2.1", "192.0.2.2"));
        EndpointSource.Watch watch = open(host());
        assertThat(told).containsExactly(List.of("192.0.2.1:8080", "192.0.2.2:8080"));
        pass(71);
        assertThat(asked).hasSize(1);
        zone.put("orders.test A", addresses(100, "192.0.2.2", "192.0.2.1"));
        pass(9);
        assertThat(asked).hasSize(2);
        assertThat(told).hasSize(1);
        zone.put("orders.test A", addresses(100, "192.0.2.2", "192.0.2.3"));
        pass(80);
        assertThat(told.getLast()).containsExactly("192.0.2.2:8080", "192.0.2.3:8080");
        watch.close();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void ttlsAreClampedAndLookUpsJittered() {
        zone.put("orders.test A", addresses(0, "192.0.2.1"));
        open(host());
        pass(100);
        // A second each, of which 72 to 80 % pass.
        assertThat(asked).hasSizeBetween(125, 140);
        zone.put("orders.test A", addresses(1_000_000, "192.0.2.1"));
        pass(1);
        asked.clear();
        pass(24_000);
        assertThat(asked).hasSizeBetween(100, 112);
    }

    @Test
    void bothFamiliesAreLookedUpAndOneThatFailsLeavesAllAsItWas() {
        zone.put("orders.test A", addresses(10, "192.0.2.1"));
        zone.put("orders.test AAAA", addresses(50, "2001:db8::1"));
        open(DnsEndpoints.ofHost(this::query, "orders.test", 80));
        assertThat(told).containsExactly(List.of("192.0.2.1:80", "[2001:db8:0:0:0:0:0:1]:80"));
        assertThat(timers.clock().untilNext().orElseThrow()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @Test
    void thatThereIsNothingIsBelievedForItsTime() {
        open(host());
        assertThat(told).containsExactly(List.of());
        pass(14);
        assertThat(asked).hasSize(1);
        zone.put("orders.test A", addresses(100, "192.0.2.1"));
        pass(2);
        assertThat(told.getLast()).containsExactly("192.0.2.1:8080");
    }

    @Test
    void whatCannotBeLookedUpAgainIsKeptForAsLongAsStaleIsAllowed() {
        zone.put("orders.test A", addresses(100, "192.0.2.1"));
        open(host().withPolicy(
                        DnsPolicy.DEFAULT.withTypes(Set.of(DnsLookup.Type.A)).withStale(Duration.ofMinutes(10))));
        down = true;
        pass(100 + 599);
        assertThat(told).hasSize(1);
        assertThat(asked).hasSizeBetween(20, 35);
        pass(2);
        assertThat(told.getLast()).containsExactly("failed");
        pass(300);
        assertThat(told).hasSize(2);
        down = false;
        pass(40);
        assertThat(told.getLast()).containsExactly("192.0.2.1:8080");
    }

    @Test
    void aNameThatCouldNeverBeLookedUpFailsAtOnceAndIsTriedAgain() {
        down = true;
        EndpointSource.Watch watch = open(host());
        assertThat(told).containsExactly(List.of("failed"));
        down = false;
        zone.put("orders.test A", addresses(100, "192.0.2.1"));
        pass(2);
        assertThat(told.getLast()).containsExactly("192.0.2.1:8080");
        watch.close();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void servicesBringPortsPrioritiesAndWeightsAndTheShortestTtl() {
        zone.put(
                "_http._tcp.orders.test SRV",
                new DnsAnswer(
                        List.of(
                                new DnsAnswer.Service(1, 0, 81, "b.test", Duration.ofSeconds(60)),
                                new DnsAnswer.Service(0, 3, 80, "a.test", Duration.ofSeconds(60)),
                                new DnsAnswer.Service(0, 0, 80, "", Duration.ofSeconds(60))),
                        Duration.ZERO));
        zone.put("a.test A", addresses(30, "192.0.2.1", "192.0.2.2"));
        zone.put("b.test A", addresses(90, "192.0.2.3"));
        List<Endpoint> all = new ArrayList<>();
        DnsEndpoints.ofService(this::query, "_http._tcp.orders.test")
                .withPolicy(DnsPolicy.DEFAULT.withTypes(Set.of(DnsLookup.Type.A)))
                .open(
                        new EndpointSource.Listener() {
                            @Override
                            public void changed(List<Endpoint> endpoints) {
                                all.addAll(endpoints);
                            }

                            @Override
                            public void failed() {}
                        },
                        timers,
                        new Random(1));
        assertThat(all)
                .containsExactly(
                        Endpoint.of("192.0.2.1", 80).withWeight(3),
                        Endpoint.of("192.0.2.2", 80).withWeight(3),
                        Endpoint.of("192.0.2.3", 81).withWeight(0.1).withPriority(1));
        assertThat(timers.clock().untilNext().orElseThrow()).isBetween(Duration.ofSeconds(21), Duration.ofSeconds(24));
    }

    @Test
    void randomOutagesNeverLoseEndpointsBeforeTheirTimeAndOneTimerIsAllThereIs() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            told.clear();
            down = false;
            zone.put("orders.test A", addresses(10, "192.0.2.1"));
            EndpointSource.Watch watch = host().open(listener, timers, random);
            for (int i = 0; i < 50; i++) {
                down = random.nextInt(3) > 0;
                pass(random.nextInt(30));
                assertThat(timers.clock().pending()).isOne();
            }
            assertThat(told).containsExactly(List.of("192.0.2.1:8080"));
            watch.close();
            assertThat(timers.clock().pending()).isZero();
        }
    }
}
