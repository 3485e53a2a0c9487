package dev.catchwater.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.judge.Fault;
import dev.catchwater.sandbox.judge.Faults;
import dev.catchwater.sandbox.judge.LogEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two packaged processes on one Postgres, one of them killed at random moments again and again while prices change: no price
 * lost or written twice, each alert once, each delivered, a stream that is followed over both, and hosts that see one
 * well-behaved crawler.
 */
class CrashIT {

    private static final System.Logger LOG = System.getLogger(CrashIT.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int HOSTS = 3;

    @Test
    @Tag("proof")
    void twentyKillsLoseAndDoubleNothingAndNoHostNotices(@TempDir Path folder) throws Exception {
        kill(20, folder);
    }

    @Test
    @Tag("trial")
    void fiveHundredKillsLoseAndDoubleNothingAndNoHostNotices(@TempDir Path folder) throws Exception {
        kill(500, folder);
    }

    private static void kill(int times, Path folder) throws Exception {
        List<Sandbox> hosts = IntStream.range(0, HOSTS)
                .mapToObj(i -> Sandbox.start(SandboxOptions.quiet()))
                .toList();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().build();
                Receiver receiver = Receiver.start()) {
            postgres.start().createDatabase("crash");
            var market = new Market(hosts, new SplittableRandom(7));
            // Pages take a while, so that a second request would meet the first.
            hosts.forEach(host ->
                    host.faults().add("shops", new Fault.Drip(1_500, Duration.ofMillis(30)), Faults.Extent.always()));
            try (var replicas = new Replicas(2, folder, environment(postgres, hosts, receiver, folder))) {
                String key = await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(
                                () -> Files.readString(folder.resolve("admin.key"))
                                        .strip(),
                                text -> !text.isEmpty());
                var buyer = new Buyer(replicas, key);
                try (var follower = new Follower(replicas.uris(), key)) {
                    await().atMost(PATIENCE).until(follower::isOpen);
                    buyer.watch(market, receiver);
                    interrupt(times, replicas, market, hosts);
                    market.close();
                    var books = new Books(postgres);
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofSeconds(1))
                            .untilAsserted(() -> books.areTheMarkets(market));
                    books.areConsistent();
                    await().atMost(PATIENCE).untilAsserted(() -> books.wereDelivered(receiver));
                    await().atMost(PATIENCE).untilAsserted(() -> books.wereTold(follower));
                    buyer.bothAnswerTheSame();
                }
            }
            hosts.forEach(CrashIT::judge);
        } finally {
            hosts.forEach(Sandbox::close);
        }
    }

    private static void interrupt(int times, Replicas replicas, Market market, List<Sandbox> hosts) throws Exception {
        var dice = new SplittableRandom(42);
        market.open();
        for (int life = 0; life < times; life++) {
            LockSupport.parkNanos(dice.nextLong(1_000, 6_000) * 1_000_000L);
            if (life % 8 == 2) {
                Sandbox host = hosts.get(life / 8 % hosts.size());
                host.faults().add("shops", new Fault.Status(429, Duration.ofSeconds(3), false), Faults.Extent.times(1));
            }
            replicas.killAndStart(dice.nextInt(2));
        }
    }

    /** What a host has seen. */
    private static void judge(Sandbox host) {
        List<String> manners = host.world().command("shops", "hausrat", "manners", new io.vertx.core.json.JsonObject());
        assertThat(manners.getFirst()).as("two requests at once").isEqualTo("0");
        List<Long> came = manners.stream().skip(1).map(Long::valueOf).toList();
        assertThat(came).hasSizeGreaterThan(20);
        // At 2 requests a second; what a request is late by on this machine is a second at most.
        Manners.areAtPace(came, Duration.ofMillis(500), Duration.ofSeconds(1));
        var log = host.log().entries("shops");
        Manners.keepOrders(
                log.stream().map(LogEntry::at).toList(),
                log.stream()
                        .filter(entry -> entry.status() == 429)
                        .map(LogEntry::at)
                        .toList(),
                Duration.ofSeconds(3));
        for (String shop : Market.SHOPS) {
            assertThat(Shopping.judgement(host, shop).getLast())
                    .as("against robots.txt")
                    .isEqualTo("0");
        }
        LOG.log(System.Logger.Level.INFO, "{0} requests", came.size());
    }

    private static Map<String, String> environment(
            EmbeddedPostgres postgres, List<Sandbox> hosts, Receiver receiver, Path folder) {
        String allowed = hosts.stream().map(host -> "127.0.0.1:" + host.port()).collect(Collectors.joining(","));
        return Map.ofEntries(
                Map.entry("QUARKUS_DATASOURCE_USERNAME", postgres.user()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("crash")),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl("crash")),
                Map.entry(
                        "CATCHWATER_WEB_ADMIN_KEY_FILE",
                        folder.resolve("admin.key").toString()),
                Map.entry("CATCHWATER_WEB_CURSOR_KEY", "the-same-for-all-replicas-of-this-test"),
                Map.entry("FAIRLEAD_SHOPS_GUARD_ALLOW", allowed),
                Map.entry("FAIRLEAD_HOOKS_GUARD_ALLOW", "127.0.0.1:" + receiver.port()),
                Map.entry("CATCHWATER_PRICES_HEARTBEAT", "1s"),
                Map.entry("CATCHWATER_PRICES_PACE_START", "2"),
                Map.entry("CATCHWATER_PRICES_PACE_MOST", "2"),
                Map.entry("CATCHWATER_PRICES_PACE_FIRST_WAIT", "1s"),
                Map.entry("CATCHWATER_PRICES_RECHECK_SHORTEST", "1s"),
                Map.entry("CATCHWATER_PRICES_RECHECK_LONGEST", "3s"),
                Map.entry("CATCHWATER_PRICES_RECHECK_AGAIN", "1s"),
                Map.entry("CATCHWATER_PRICES_RECHECK_SHARE", "1"),
                Map.entry("CATCHWATER_PRICES_RECHECK_DEADLINE", "4s"),
                Map.entry("CATCHWATER_PRICES_RECHECK_IDLE", "500ms"));
    }
}
