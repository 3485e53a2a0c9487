package dev.catchwater.trading.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.exchanges.Exchanges;
import dev.catchwater.sandbox.judge.Fault;
import dev.catchwater.sandbox.judge.Faults;
import dev.catchwater.trading.Command;
import dev.catchwater.trading.DeskSettings;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderType;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.order.TimeInForce;
import dev.catchwater.trading.risk.GuardPlan;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.binance.BinanceAddress;
import dev.catchwater.trading.source.binance.BinanceExchange;
import dev.catchwater.trading.strategy.AverageCross;
import dev.catchwater.trading.strategy.Sizing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/**
 * Lives of one account that end at any moment, at an exchange that loses answers and with a journal that fails: no order
 * twice, no fill lost or doubled, and a ledger that is the exchange's. In one process; {@code CrashIT} kills real ones.
 */
class RestartTest {

    private static final int LIVES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MemoryJournal journal = new MemoryJournal();
    private final SplittableRandom dice = new SplittableRandom(77);

    @Test
    void livesThatEndAtAnyMomentLeaveNoOrderTwiceAndTheExchangesLedger() throws Exception {
        var vertx = Vertx.vertx();
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.living().withHistory(Duration.ZERO).withPace(5))) {
            sandbox.faults().add("exchanges/binance", new Fault.Truncate(), new Faults.Extent(null, null, 0.06));
            sandbox.faults().add("exchanges/binance", new Fault.Reset(), new Faults.Extent(null, null, 0.01));
            for (int i = 0; i < LIVES; i++) {
                var life = new Life(vertx, sandbox);
                life.trade(dice.nextInt(1_000, 4_000));
                life.end();
            }
            sandbox.faults().clear("");
            var last = new Life(vertx, sandbox);
            compare(last, sandbox);
            last.end();
        } finally {
            vertx.close();
        }
    }

    private void compare(Life life, Sandbox sandbox) {
        await().atMost(PATIENCE).until(() -> life.trader.state().reconciled());
        life.trader.command(new Command.Halt("test", "the end", false)).await().atMost(PATIENCE);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            var ours = life.trader
                    .look(engine -> java.util.Map.copyOf(engine.ledger().balances()))
                    .await()
                    .atMost(PATIENCE);
            Exchange.balances(sandbox.baseUri())
                    .forEach((asset, amount) ->
                            assertThat(ours.get(asset)).as(asset).isEqualByComparingTo(amount));
        });
        var names = Exchange.list(sandbox.baseUri(), "allOrders").stream()
                .map(order -> String.valueOf(order.get("clientOrderId")))
                .toList();
        assertThat(names).as("no order twice").doesNotHaveDuplicates().hasSizeGreaterThan(20);
        var intents = journal.batches.stream()
                .flatMap(batch -> batch.orders().stream())
                .map(order -> order.clientId())
                .toList();
        assertThat(intents).as("no name twice").doesNotHaveDuplicates();
        assertThat(intents).as("nothing was sent that had not been kept").containsAll(names);
        var trades = Exchange.list(sandbox.baseUri(), "myTrades").stream()
                .map(trade -> String.valueOf(trade.get("id")))
                .toList();
        var booked = journal.batches.stream()
                .flatMap(batch -> batch.events().stream())
                .flatMap(kept -> kept.event() instanceof Event.Reported(OrderReport.Filled(var fill))
                        ? java.util.stream.Stream.of(fill.tradeId())
                        : java.util.stream.Stream.of())
                .distinct()
                .toList();
        assertThat(booked).as("each fill was heard of").containsExactlyInAnyOrderElementsOf(trades);
    }

    /** One process' worth of trading; after its end nothing of it runs, but what is on the wire arrives. */
    private final class Life {
        private final HttpClient http;
        private final Trader trader;
        private volatile boolean over;

        Life(Vertx vertx, Sandbox sandbox) {
            var host = "127.0.0.1:" + sandbox.port();
            http = HttpClient.create(
                    vertx,
                    Settings.named("life")
                            .withTimeout(Duration.ofSeconds(3))
                            .withRetries(RetryPolicy.NEVER)
                            .withGuard(new GuardPolicy(true, Set.of(host))));
            var context = vertx.getOrCreateContext();
            Executor loop = task -> context.runOnContext(go -> {
                if (!over) {
                    task.run();
                }
            });
            var exchange = new BinanceExchange(
                    http,
                    http,
                    new BinanceAddress(
                            URI.create("http://" + host + "/exchanges/binance"),
                            URI.create("ws://" + host + "/exchanges/binance")),
                    new ApiKey(Secret.of(Exchanges.KEY), Secret.of(Exchanges.SECRET)),
                    InstantSource.system(),
                    new SplittableRandom(3));
            trader = new Trader(
                    exchange,
                    journal,
                    settings(),
                    Uni.createFrom().voidItem(),
                    InstantSource.system(),
                    loop,
                    told -> {});
            trader.start();
        }

        void trade(int millis) throws InterruptedException {
            // Some end while they still ask; the others have waited until no order of before may arrive any more.
            if (dice.nextInt(4) > 0) {
                await().atMost(PATIENCE)
                        .until(() -> trader.state().reconciled()
                                || trader.state().phase().startsWith("another process"));
            }
            long end = System.nanoTime() + millis * 1_000_000L;
            while (System.nanoTime() < end) {
                if (trader.state().reconciled()) {
                    boolean limit = dice.nextInt(3) == 0;
                    var plan = dice.nextInt(4) == 0
                            ? new GuardPlan(5_000_000, 0, 0, 1, 1_000, 2_000)
                            : DeskSettings.PATIENT;
                    trader.command(new Command.Place(
                                    "BTC/USDT",
                                    dice.nextBoolean() ? Side.BUY : Side.SELL,
                                    limit ? OrderType.LIMIT : OrderType.MARKET,
                                    dice.nextInt(100, 900),
                                    limit ? dice.nextInt(5_900_000, 6_100_000) : 0,
                                    0,
                                    TimeInForce.GTC,
                                    false,
                                    plan))
                            .subscribe()
                            .with(done -> {}, early -> {});
                }
                java.util.concurrent.locks.LockSupport.parkNanos(dice.nextInt(10, 120) * 1_000_000L);
            }
        }

        void end() {
            over = true;
            trader.stop();
            http.close();
        }
    }

    private static FlowSettings settings() {
        return new FlowSettings(
                List.of("BTC/USDT"),
                "USDT",
                instrument -> new DeskSettings(
                        instrument,
                        new AverageCross(2, 4, true, 14, 1),
                        new Sizing.Share(1_000),
                        100,
                        DeskSettings.PATIENT),
                Limits.wide(),
                "test",
                Duration.ofSeconds(1),
                Duration.ofMillis(250),
                Duration.ofMillis(300),
                Duration.ofSeconds(6),
                Duration.ofSeconds(1),
                0);
    }
}
