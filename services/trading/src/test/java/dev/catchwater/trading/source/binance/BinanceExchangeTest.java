package dev.catchwater.trading.source.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.MarketEvent;
import dev.catchwater.trading.VenueOrder;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.OrderReport;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.Side;
import dev.catchwater.trading.source.ApiKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The adapter unchanged over real sockets, against an exchange that signs, limits and fails as the real one does. */
// Longer than the house allows: one exchange on a socket is enough for all that it must do.
class BinanceExchangeTest {

    private static final String UPSTREAM = "exchanges/binance";
    private static Vertx vertx;
    private static Sandbox sandbox;
    private static HttpClient http;
    private static BinanceExchange exchange;
    private static Instrument btc;
    private static int orders;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        sandbox = Sandbox.start(SandboxOptions.quiet());
        http = HttpClient.create(
                vertx,
                Settings.named("test")
                        .withTimeout(Duration.ofSeconds(3))
                        .withRetries(RetryPolicy.NEVER)
                        .withGuard(new GuardPolicy(true, Set.of("127.0.0.1:" + sandbox.port()))));
        exchange = exchange(Exchanges.SECRET);
        btc = wait(exchange.instruments(List.of("BTC/USDT"))).getFirst();
    }

    @AfterAll
    static void close() {
        http.close();
        sandbox.close();
        vertx.close();
    }

    @AfterEach
    void calm() {
        sandbox.faults().clear("");
        command("skew", new JsonObject().put("millis", "0"));
        wait(exchange.skew());
    }

    @Test
    void instrumentsHaveTheScalesAndFiltersOfTheExchange() {
        assertThat(btc.symbol()).isEqualTo("BTC/USDT");
        assertThat(btc.priceScale()).isEqualTo(2);
        assertThat(btc.quantityScale()).isEqualTo(5);
        assertThat(btc.filters().minNotional()).isEqualTo(500_000_000L);
    }

    @Test
    void marketOrderIsFilledInPartsAndTheExchangeTellsOfItAgain() {
        var order = market(Side.BUY, 1_000);
        var reports = wait(exchange.submit(btc, order));
        assertThat(reports.getFirst()).isInstanceOf(OrderReport.Accepted.class);
        assertThat(filled(reports)).isEqualTo(1_000);
        var known = wait(exchange.find(btc, order.clientId())).orElseThrow();
        assertThat(known.state()).isEqualTo(VenueOrder.State.FILLED);
        var fills = wait(exchange.fills(btc, known));
        var reported = reports.stream()
                .flatMap(report -> report instanceof OrderReport.Filled filled
                        ? java.util.stream.Stream.of(filled.fill().tradeId())
                        : java.util.stream.Stream.of());
        assertThat(fills).extracting(fill -> fill.tradeId()).containsExactlyElementsOf(reported.toList());
    }

    @Test
    void restingOrderIsCanceledOnceAndUnknownOrdersAreUnknown() {
        var order = OrderRequest.limit(name(), "BTC/USDT", Side.BUY, 1_000, 1_000_000);
        wait(exchange.submit(btc, order));
        assertThat(wait(exchange.open(btc))).extracting(VenueOrder::clientId).contains(order.clientId());
        assertThat(wait(exchange.cancel(btc, order.clientId())).getFirst()).isInstanceOf(OrderReport.Canceled.class);
        assertThat(failure(exchange.cancel(btc, order.clientId()))).isInstanceOf(ExchangeFailure.NoSuchOrder.class);
        assertThat(wait(exchange.find(btc, "nobody-1"))).isEmpty();
    }

    @Test
    void partOfAnOrderThatWasTradedBeforeItsEndIsToldBeforeIt() {
        var order = OrderRequest.limit(name(), "BTC/USDT", Side.BUY, 3_000, 6_000_001);
        command("part", new JsonObject().put("count", 1));
        long part = filled(wait(exchange.submit(btc, order)));
        assertThat(part).isBetween(1L, 2_999L);
        var said = wait(exchange.cancel(btc, order.clientId()));
        assertThat(filled(said)).isEqualTo(part);
        assertThat(said.getLast()).isInstanceOf(OrderReport.Canceled.class);
    }

    @Test
    void stopRestsAndIsTriggeredByThePrice() {
        command("price", new JsonObject().put("price", "60000"));
        var stop = OrderRequest.stop(name(), "BTC/USDT", 1_000, 5_900_000);
        assertThat(wait(exchange.submit(btc, stop))).hasSize(1);
        command("price", new JsonObject().put("price", "58900"));
        assertThat(wait(exchange.find(btc, stop.clientId())).orElseThrow().state())
                .isEqualTo(VenueOrder.State.FILLED);
        command("price", new JsonObject().put("price", "60000"));
    }

    @Test
    void answerThatIsLostAfterTheOrderWasTakenIsAnUnknownOutcome() {
        sandbox.faults().add(UPSTREAM, new Fault.Truncate(), Faults.Extent.times(1));
        var order = market(Side.BUY, 1_000);
        assertThat(failure(exchange.submit(btc, order)).certain()).isFalse();
        assertThat(wait(exchange.find(btc, order.clientId())))
                .as("it was taken")
                .isPresent();
    }

    @Test
    void answerThatNeverComesAndOneThatIsNoneAreUnknownOutcomes() {
        for (var fault : List.of(new Fault.Reset(), new Fault.Garbage(), new Fault.Status(503, null, false))) {
            sandbox.faults().add(UPSTREAM, fault, Faults.Extent.times(1));
            assertThat(failure(exchange.submit(btc, market(Side.BUY, 1_000))).certain())
                    .as(fault.kind())
                    .isFalse();
        }
    }

    @Test
    void refusedConnectionIsNoUnknownOutcome() {
        assertThatThrownBy(() -> wait(exchange(URI.create("http://127.0.0.1:1"), Exchanges.SECRET, "ws://127.0.0.1:1")
                        .skew()))
                .isInstanceOf(ExchangeFailure.Thrown.class)
                .satisfies(thrown -> assertThat(
                                ((ExchangeFailure.Thrown) thrown).failure().certain())
                        .isTrue());
    }

    @Test
    void wrongSecretIsRefusedAndShownNowhere() {
        var failure = failure(exchange("not-the-secret").balances());
        assertThat(failure).isInstanceOf(ExchangeFailure.Unauthorized.class);
        assertThat(failure.message()).doesNotContain("not-the-secret", Exchanges.KEY, "signature=");
    }

    @Test
    void signedRunLeavesNeitherKeyNorSignatureInAnyLog() {
        var told = new CopyOnWriteArrayList<String>();
        var listener = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                told.add(entry.getLevel() + " " + entry.getMessage() + " " + Arrays.toString(entry.getParameters())
                        + " " + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("dev.catchwater");
        var before = logger.getLevel();
        logger.setLevel(Level.ALL);
        logger.addHandler(listener);
        try {
            wait(exchange.balances());
            wait(exchange.submit(btc, market(Side.BUY, 1_000)));
            sandbox.faults().add(UPSTREAM, new Fault.Truncate(), Faults.Extent.times(1));
            told.add(failure(exchange.balances()).toString());
            told.add(failure(exchange("other-secret").submit(btc, market(Side.BUY, 1_000)))
                    .toString());
        } finally {
            logger.removeHandler(listener);
            logger.setLevel(before);
        }
        assertThat(told)
                .isNotEmpty()
                .noneSatisfy(line ->
                        assertThat(line).containsAnyOf(Exchanges.KEY, Exchanges.SECRET, "other-secret", "signature="));
    }

    @Test
    void limitIsHeededWithItsPause() {
        sandbox.faults().add(UPSTREAM, new Fault.Status(429, Duration.ofSeconds(9), false), Faults.Extent.times(1));
        assertThat(failure(exchange.balances()))
                .isInstanceOfSatisfying(
                        ExchangeFailure.Limited.class,
                        limited -> assertThat(limited.pause()).isEqualTo(Duration.ofSeconds(9)));
    }

    @Test
    void skewedClockIsRefusedUntilItIsMeasured() {
        command("skew", new JsonObject().put("millis", "-30000"));
        assertThat(failure(exchange.balances())).isInstanceOf(ExchangeFailure.Clock.class);
        assertThat(wait(exchange.skew())).isBetween(-30_200L, -29_800L);
        assertThat(wait(exchange.balances())).containsKey("USDT");
    }

    @Test
    void rightToWithdrawIsSeen() {
        assertThat(wait(exchange.rights()).withdraw()).isFalse();
        command("rights", new JsonObject().put("withdrawals", "true"));
        assertThat(wait(exchange.rights()).withdraw()).isTrue();
        command("rights", new JsonObject().put("withdrawals", "false"));
    }

    @Test
    void bookFollowsTheMarketThroughGapsRepetitionsReorderingAndBrokenConnections() {
        var events = new CopyOnWriteArrayList<MarketEvent>();
        var reading = exchange.market(List.of(btc)).subscribe().with(events::add);
        try {
            follow(events, "61000.00");
            command("twice", new JsonObject().put("count", 3));
            follow(events, "61500.00");
            command("lose", new JsonObject().put("count", 1));
            follow(events, "62000.00");
            command("swap", new JsonObject().put("count", 1));
            follow(events, "62500.00");
            assertThat(sandbox.faults().dropStreams(UPSTREAM)).isEqualTo(1);
            follow(events, "60500.00");
            assertThat(events).filteredOn(MarketEvent.Traded.class::isInstance).isNotEmpty();
            assertThat(events)
                    .filteredOn(MarketEvent.Resyncing.class::isInstance)
                    .hasSizeBetween(4, 16);
        } finally {
            reading.cancel();
            command("price", new JsonObject().put("price", "60000"));
        }
    }

    private static void follow(List<MarketEvent> events, String price) {
        long bid = btc.price(new BigDecimal(price)) - 1;
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            // A book is told of with the next difference: something has to happen.
            command("price", new JsonObject().put("price", "60000.00"));
            command("price", new JsonObject().put("price", price));
            return events.stream()
                    .anyMatch(event -> event instanceof MarketEvent.TopMoved moved
                            && moved.top().bid() == bid
                            && !moved.top().crossed());
        });
    }

    private static long filled(List<OrderReport> reports) {
        return reports.stream()
                .mapToLong(report -> report instanceof OrderReport.Filled filled
                        ? filled.fill().quantity()
                        : 0)
                .sum();
    }

    private static OrderRequest market(Side side, long quantity) {
        return OrderRequest.market(name(), "BTC/USDT", side, quantity, false);
    }

    private static String name() {
        return "t-" + ++orders;
    }

    private static void command(String op, JsonObject args) {
        sandbox.world().command("exchanges", "binance", op, args);
    }

    private static ExchangeFailure failure(Uni<?> call) {
        try {
            wait(call);
            throw new AssertionError("it did not fail");
        } catch (ExchangeFailure.Thrown thrown) {
            return thrown.failure();
        }
    }

    private static <T> T wait(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(15));
    }

    private static BinanceExchange exchange(String secret) {
        return exchange(sandbox.baseUri(), secret, "ws://127.0.0.1:" + sandbox.port() + "/exchanges/binance");
    }

    private static BinanceExchange exchange(URI base, String secret, String stream) {
        var key = new ApiKey(Secret.of(Exchanges.KEY), Secret.of(secret));
        var address = new BinanceAddress(URI.create(base + "/exchanges/binance"), URI.create(stream));
        return new BinanceExchange(http, http, address, key, InstantSource.system(), new SplittableRandom(1));
    }
}
