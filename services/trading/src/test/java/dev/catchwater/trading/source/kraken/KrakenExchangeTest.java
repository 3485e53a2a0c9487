package dev.catchwater.trading.source.kraken;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter unchanged over real sockets, against an exchange that signs, counts and fails as the real one does. */
// Longer than the house allows: one exchange on a socket is enough for all that it must do.
class KrakenExchangeTest {

    private static final String UPSTREAM = "exchanges/kraken";
    private static Vertx vertx;
    private static HttpClient http;
    private static Sandbox sandbox;
    private static KrakenExchange exchange;
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
    }

    @AfterAll
    static void close() {
        http.close();
        sandbox.close();
        vertx.close();
    }

    /** A day later the counters are empty, for both. */
    @BeforeEach
    void begin() {
        command("tier", new JsonObject().put("tier", "pro"));
        command("skew", new JsonObject().put("millis", Long.toString(++days * 86_400_000L)));
        exchange = exchange(Exchanges.KRAKEN_SECRET, InstantSource.system());
        btc = wait(exchange.instruments(List.of("BTC/USDT"))).getFirst();
        wait(exchange.skew());
    }

    private static long days;

    @AfterEach
    void calm() {
        sandbox.faults().clear("");
        command("price", new JsonObject().put("price", "60000"));
    }

    @Test
    void instrumentsHaveTheScalesAndFiltersOfTheExchangeUnderTheNamesOfAllOthers() {
        assertThat(btc.symbol()).isEqualTo("BTC/USDT");
        assertThat(btc.priceScale()).isEqualTo(1);
        assertThat(btc.quantityScale()).isEqualTo(8);
        assertThat(btc.filters().minQuantity()).isEqualTo(5_000);
        assertThat(wait(exchange.instruments(List.of("XYZ/USDT", "ETH/USDT")))).hasSize(1);
        assertThat(wait(exchange.balances())).containsKeys("BTC", "ETH", "USDT");
    }

    @Test
    void marketOrderIsFilledInPartsWhichTheLedgerBooksAsTheExchangeDoes() {
        var before = wait(exchange.balances());
        var order = OrderRequest.market(name(), "BTC/USDT", Side.BUY, 1_234_567, false);
        assertThat(wait(exchange.submit(btc, order))).singleElement().isInstanceOf(OrderReport.Accepted.class);
        var known = wait(exchange.find(btc, order.clientId())).orElseThrow();
        assertThat(known.state()).isEqualTo(VenueOrder.State.FILLED);
        assertThat(known.filled()).isEqualTo(1_234_567);
        var fills = wait(exchange.fills(btc, known));
        assertThat(fills.stream().mapToLong(fill -> fill.quantity()).sum()).isEqualTo(1_234_567);
        var paid = fills.stream()
                .map(fill -> btc.priceOf(fill.price())
                        .multiply(btc.quantityOf(fill.quantity()))
                        .add(fill.fee()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var after = wait(exchange.balances());
        assertThat(before.get("USDT").subtract(after.get("USDT"))).isEqualByComparingTo(paid);
        assertThat(after.get("BTC").subtract(before.get("BTC"))).isEqualByComparingTo("0.01234567");
    }

    @Test
    void restingOrderIsCanceledOnceAndUnknownOrdersAreUnknown() {
        var order = OrderRequest.limit(name(), "BTC/USDT", Side.BUY, 100_000, 100_000);
        wait(exchange.submit(btc, order));
        assertThat(wait(exchange.open(btc))).extracting(VenueOrder::clientId).contains(order.clientId());
        wait(exchange.cancel(btc, order.clientId()));
        assertThat(wait(exchange.find(btc, order.clientId())).orElseThrow().state())
                .isEqualTo(VenueOrder.State.CANCELED);
        assertThat(failure(exchange.cancel(btc, order.clientId()))).isInstanceOf(ExchangeFailure.NoSuchOrder.class);
        assertThat(wait(exchange.find(btc, "nobody-1"))).isEmpty();
    }

    @Test
    void stopRestsAndIsTriggeredByThePrice() {
        var stop = OrderRequest.stop(name(), "BTC/USDT", 100_000, 590_000);
        wait(exchange.submit(btc, stop));
        assertThat(wait(exchange.find(btc, stop.clientId())).orElseThrow().state())
                .isEqualTo(VenueOrder.State.OPEN);
        command("price", new JsonObject().put("price", "58900"));
        assertThat(wait(exchange.find(btc, stop.clientId())).orElseThrow().state())
                .isEqualTo(VenueOrder.State.FILLED);
    }

    @Test
    void answerThatIsLostAfterTheOrderWasTakenIsAnUnknownOutcomeThatCanBeAskedFor() {
        sandbox.faults().add(UPSTREAM, new Fault.Truncate(), Faults.Extent.times(1));
        var order = OrderRequest.market(name(), "BTC/USDT", Side.BUY, 100_000, false);
        assertThat(failure(exchange.submit(btc, order)).certain()).isFalse();
        assertThat(wait(exchange.find(btc, order.clientId())))
                .as("it was taken")
                .isPresent();
    }

    @Test
    void answerThatNeverComesAndOneThatIsNoneAreUnknownOutcomes() {
        for (var fault : List.of(new Fault.Reset(), new Fault.Garbage(), new Fault.Status(520, null, false))) {
            sandbox.faults().add(UPSTREAM, fault, Faults.Extent.times(1));
            assertThat(failure(exchange.submit(btc, OrderRequest.market(name(), "BTC/USDT", Side.BUY, 100_000, false)))
                            .certain())
                    .as(fault.kind())
                    .isFalse();
        }
    }

    @Test
    void whatTheExchangeRefusesIsRejectedForSure() {
        var tooMuch = OrderRequest.market(name(), "BTC/USDT", Side.BUY, 900_000_000, false);
        assertThat(failure(exchange.submit(btc, tooMuch))).isInstanceOf(ExchangeFailure.Rejected.class);
        var tooLittle = OrderRequest.market(name(), "BTC/USDT", Side.BUY, 1_000, false);
        assertThat(failure(exchange.submit(btc, tooLittle))).isInstanceOf(ExchangeFailure.Rejected.class);
    }

    @Test
    void orderThatArrivesTooLateIsNotTaken() {
        command("skew", new JsonObject().put("millis", Long.toString(days * 86_400_000L + 30_000)));
        var order = OrderRequest.market(name(), "BTC/USDT", Side.BUY, 100_000, false);
        assertThat(failure(exchange.submit(btc, order)).message()).contains("Deadline");
        assertThat(wait(exchange.find(btc, order.clientId()))).isEmpty();
        wait(exchange.skew());
        assertThat(wait(exchange.submit(btc, order))).hasSize(1);
    }

    @Test
    void wrongSecretIsRefusedAndShownNowhere() {
        var failure =
                failure(exchange("bm90LXRoZS1zZWNyZXQ=", InstantSource.system()).balances());
        assertThat(failure).isInstanceOf(ExchangeFailure.Unauthorized.class);
        assertThat(failure.message()).doesNotContain("bm90LXRoZS1zZWNyZXQ=", Exchanges.KRAKEN_KEY);
    }

    @Test
    void nonceThatAFasterClockHasPassedIsLeaptOver() {
        InstantSource ahead = () -> Instant.now().plusSeconds(30);
        wait(exchange(Exchanges.KRAKEN_SECRET, ahead).balances());
        assertThat(wait(exchange.balances())).containsKey("USDT");
    }

    @Test
    void manyQuestionsAtOnceArriveInTheOrderOfTheirNonces() {
        var asked = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> exchange.balances())
                .toList();
        assertThat(wait(Uni.join().all(asked).andFailFast())).hasSize(12);
    }

    @Test
    void questionsWaitForTheCounterAndOrdersDoNot() {
        command("tier", new JsonObject().put("tier", "pro"));
        for (int i = 0; i < 20; i++) {
            wait(exchange.balances());
        }
        var begun = System.nanoTime();
        wait(exchange.submit(btc, OrderRequest.market(name(), "BTC/USDT", Side.BUY, 100_000, false)));
        var order = System.nanoTime() - begun;
        // The exchange counts as we do: were these not held back, it would refuse.
        for (int i = 0; i < 4; i++) {
            wait(exchange.balances());
        }
        assertThat(System.nanoTime() - begun)
                .isGreaterThan(order + Duration.ofSeconds(1).toNanos());
    }

    @Test
    void counterThatOthersHaveFilledIsHeededOnceTheExchangeSaysSo() {
        command("tier", new JsonObject().put("tier", "starter"));
        var other = exchange(Exchanges.KRAKEN_SECRET, InstantSource.system());
        for (int i = 0; i < 15; i++) {
            wait(other.balances());
        }
        assertThat(failure(exchange.balances())).isInstanceOf(ExchangeFailure.Limited.class);
        command("tier", new JsonObject().put("tier", "pro"));
        var begun = System.nanoTime();
        assertThat(wait(exchange.balances())).isNotEmpty();
        assertThat(System.nanoTime() - begun)
                .as("it waited")
                .isGreaterThan(Duration.ofMillis(500).toNanos());
    }

    @Test
    void rightToWithdrawIsSeen() {
        assertThat(wait(exchange.rights()).withdraw()).isFalse();
        assertThat(wait(exchange.rights()).trade()).isTrue();
        command("rights", new JsonObject().put("withdrawals", "true"));
        assertThat(wait(exchange.rights()).withdraw()).isTrue();
        command("rights", new JsonObject().put("withdrawals", "false"));
    }

    @Test
    void bookFollowsTheMarketThroughLossRepetitionReorderingAndBrokenConnections() {
        var events = new CopyOnWriteArrayList<MarketEvent>();
        var reading = exchange.market(List.of(btc)).subscribe().with(events::add);
        try {
            follow(events, "61000.0");
            command("twice", new JsonObject().put("count", 3));
            follow(events, "61500.0");
            command("lose", new JsonObject().put("count", 1));
            follow(events, "62000.0");
            command("swap", new JsonObject().put("count", 1));
            follow(events, "62500.0");
            assertThat(sandbox.faults().dropStreams(UPSTREAM)).isEqualTo(1);
            follow(events, "60500.0");
            assertThat(events).filteredOn(MarketEvent.Traded.class::isInstance).isNotEmpty();
            assertThat(events)
                    .filteredOn(MarketEvent.Resyncing.class::isInstance)
                    .hasSizeBetween(4, 16);
        } finally {
            reading.cancel();
        }
    }

    @Test
    void executionsTellOfEveryFillThroughLossRepetitionReorderingAndBrokenConnections() {
        var reports = new CopyOnWriteArrayList<OrderReport>();
        var reading = exchange.reports(List.of(btc)).subscribe().with(reports::add);
        try {
            tells(reports, "");
            for (var fault : List.of("twice", "lose", "swap")) {
                command(fault, new JsonObject().put("stream", "executions").put("count", 1));
                tells(reports, fault);
            }
            sandbox.faults().dropStreams(UPSTREAM);
            tells(reports, "a broken connection");
        } finally {
            reading.cancel();
        }
    }

    @Test
    void partOfAnOrderThatWasTradedBeforeItsEndIsToldBeforeIt() {
        var reports = new CopyOnWriteArrayList<OrderReport>();
        var reading = exchange.reports(List.of(btc)).subscribe().with(reports::add);
        try {
            tells(reports, "");
            var order = OrderRequest.limit(name(), "BTC/USDT", Side.BUY, 300_000, 600_001);
            command("part", new JsonObject().put("count", 1));
            wait(exchange.submit(btc, order));
            wait(exchange.cancel(btc, order.clientId()));
            await().until(() -> of(reports, order).getLast() instanceof OrderReport.Canceled);
            assertThat(filled(reports, order)).isBetween(1L, 299_999L);
            assertThat(wait(exchange.find(btc, order.clientId())).orElseThrow().filled())
                    .isEqualTo(filled(reports, order));
        } finally {
            reading.cancel();
        }
    }

    private void tells(List<OrderReport> reports, String what) {
        var order = OrderRequest.market(name(), "BTC/USDT", Side.BUY, 100_000, false);
        wait(exchange.submit(btc, order));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(filled(reports, order)).as(what).isEqualTo(100_000));
        var known = wait(exchange.find(btc, order.clientId())).orElseThrow();
        assertThat(wait(exchange.fills(btc, known)))
                .as("both ways tell the same")
                .allSatisfy(fill -> assertThat(reports).contains(new OrderReport.Filled(fill)));
    }

    private static List<OrderReport> of(List<OrderReport> reports, OrderRequest order) {
        return reports.stream()
                .filter(report -> report.clientId().equals(order.clientId()))
                .toList();
    }

    private static long filled(List<OrderReport> reports, OrderRequest order) {
        return of(reports, order).stream()
                .distinct()
                .mapToLong(report -> report instanceof OrderReport.Filled filled
                        ? filled.fill().quantity()
                        : 0)
                .sum();
    }

    private static void follow(List<MarketEvent> events, String price) {
        long bid = btc.price(new BigDecimal(price)) - 1;
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            // A book is told of with the next difference: something has to happen.
            command("price", new JsonObject().put("price", "60000.0"));
            command("price", new JsonObject().put("price", price));
            return events.stream()
                    .anyMatch(event -> event instanceof MarketEvent.TopMoved moved
                            && moved.top().bid() == bid
                            && !moved.top().crossed());
        });
    }

    private static String name() {
        return "k-" + ++orders;
    }

    private static void command(String op, JsonObject args) {
        sandbox.world().command("exchanges", "kraken", op, args);
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
        return call.await().atMost(Duration.ofSeconds(30));
    }

    private static KrakenExchange exchange(String secret, InstantSource clock) {
        var key = new ApiKey(Secret.of(Exchanges.KRAKEN_KEY), Secret.of(secret));
        var socket = "ws://127.0.0.1:" + sandbox.port() + "/exchanges/kraken/";
        var address = new KrakenAddress(
                URI.create(sandbox.baseUri() + "/exchanges/kraken"),
                URI.create(socket + "ws/v2"),
                URI.create(socket + "ws-auth/v2"));
        return new KrakenExchange(http, http, address, key, KrakenTier.PRO, clock, new SplittableRandom(1));
    }
}
