package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.judge.Fault;
import dev.catchwater.sandbox.judge.Faults;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged process, killed at random moments while it trades with an exchange that loses answers, and started again:
 * no order twice, no fill lost or booked twice, and a ledger that is the exchange's.
 */
class CrashIT {

    private static final System.Logger LOG = System.getLogger(CrashIT.class.getName());
    private static final Map<String, String> BUSY = Map.ofEntries(
            Map.entry("CATCHWATER_TRADING_BAR", "1s"),
            Map.entry("CATCHWATER_TRADING_TICK", "250ms"),
            Map.entry("CATCHWATER_TRADING_POLL", "500ms"),
            Map.entry("CATCHWATER_TRADING_AUDIT", "2s"),
            Map.entry("CATCHWATER_TRADING_STRATEGY_FAST", "2"),
            Map.entry("CATCHWATER_TRADING_STRATEGY_SLOW", "4"),
            Map.entry("CATCHWATER_TRADING_STRATEGY_STOP_RANGES", "1"),
            Map.entry("CATCHWATER_TRADING_LIMITS_ORDERS", "1000"),
            Map.entry("CATCHWATER_TRADING_LIMITS_MAX_OPEN_ORDERS", "100"),
            Map.entry("CATCHWATER_TRADING_LIMITS_MAX_POSITION", "200000"),
            Map.entry("CATCHWATER_TRADING_LIMITS_MAX_EXPOSURE", "200000"));

    @Test
    @Tag("proof")
    void twentyKillsLeaveNoOrderTwiceAndTheLedgerIsTheExchanges(@TempDir Path folder) throws Exception {
        everywhere(20, folder);
    }

    @Test
    @Tag("trial")
    void thousandKillsLeaveNoOrderTwiceAndTheLedgerIsTheExchanges(@TempDir Path folder) throws Exception {
        everywhere(1_000, folder);
    }

    /** At both exchanges at once: most of a life is waiting. */
    private static void everywhere(int times, Path folder) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = threads.invokeAll(List.<Callable<@Nullable Void>>of(
                    () -> kill(times, "binance", folder.resolve("binance")),
                    () -> kill(times, "kraken", folder.resolve("kraken"))));
            for (var one : both) {
                one.get();
            }
        }
    }

    private static @Nullable Void kill(int times, String venue, Path folder) throws Exception {
        Files.createDirectories(folder);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().build();
                Sandbox sandbox = Sandbox.start(
                        SandboxOptions.living().withHistory(Duration.ZERO).withPace(5))) {
            postgres.start().createDatabase("crash");
            int port = Packaged.freePort();
            var environment = Packaged.environment(postgres, "crash", port);
            environment.putAll(Packaged.at(sandbox, venue));
            environment.putAll(BUSY);
            if (venue.equals("kraken")) {
                sandbox.world().command("exchanges", "kraken", "tier", new JsonObject().put("tier", "pro"));
            }
            var dice = new SplittableRandom(42);
            var upstream = "exchanges/" + venue;
            sandbox.faults().add(upstream, new Fault.Truncate(), new Faults.Extent(null, null, 0.05));
            sandbox.faults().add(upstream, new Fault.Reset(), new Faults.Extent(null, null, 0.02));
            for (int life = 0; life < times; life++) {
                live(environment, port, folder.resolve(life + ".log"), dice);
            }
            sandbox.faults().clear("");
            Process last = Packaged.start(environment, folder.resolve("last.log"));
            try {
                var books = Books.of(venue, sandbox);
                books.compare(postgres, "crash", port);
                var orders = books.orders();
                assertThat(orders).hasSizeGreaterThan(50);
                LOG.log(
                        System.Logger.Level.INFO,
                        "{0}: {1} orders, {2} fills",
                        venue,
                        orders.size(),
                        books.trades().size());
            } finally {
                last.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
        return null;
    }

    private static void live(Map<String, String> environment, int port, Path log, SplittableRandom dice)
            throws Exception {
        Process process = Packaged.start(environment, log);
        var over = new AtomicBoolean();
        var orders = Thread.ofVirtual().start(() -> Packaged.trade(port, new SplittableRandom(dice.nextLong()), over));
        // Most lives trade for a while, once no order of before may arrive any more; some end before the account is
        // opened.
        process.waitFor(dice.nextLong(2_500, 20_000), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        over.set(true);
        orders.join();
    }
}
