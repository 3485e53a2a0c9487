package dev.catchwater.trading.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.catchwater.trading.SandboxResource;
import dev.catchwater.trading.live.Broadcast;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every style of order, from the API to the exchange and back. */
@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class StylesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final BigDecimal LOT = new BigDecimal("0.01");

    @Inject
    Broadcast broadcast;

    private long before;

    @BeforeEach
    void nothingIsHeldAndNothingRests() {
        SandboxResource.sandbox().faults().clear("");
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            price("60000");
            given().get("/api/v1/account").then().statusCode(200).body("phase", is("trading"));
        });
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            price("60001");
            price("60000");
            tell("/api/v1/account/halt", Map.of("reason", "a new test", "leave", true), 200);
            assertThat(held()).isZero();
            assertThat(open()).isEmpty();
            assertThat(broadcast.latest().orElseThrow().working()).isEmpty();
            // A trail begins at the price the engine knows: the one of the test before would put the stop above this
            // one.
            assertThat(mark()).isBetween(new BigDecimal("59999"), new BigDecimal("60002"));
        });
        tell("/api/v1/account/resume", Map.of("confirm", "paper"), 200);
        before = orders(0).stream().mapToLong(StylesTest::number).max().orElse(0);
    }

    @Test
    void stopRestsAtTheExchangeAndSellsWhenThePriceIsThere() {
        buy(Map.of());
        place("SELL", "stop", Map.of("stopPrice", "59000"));
        await().atMost(PATIENCE).until(() -> open().size() == 1);
        assertThat(open().getFirst()).containsEntry("type", "STOP_LOSS");
        price("58990");
        await().atMost(PATIENCE).until(() -> held().signum() == 0);
        assertThat(ended("SELL")).containsExactly("FILLED");
    }

    @Test
    void stopLimitRestsAtTheExchangeAndSellsAtItsLimit() {
        buy(Map.of());
        place("SELL", "stop-limit", Map.of("stopPrice", "59000", "price", "58900"));
        await().atMost(PATIENCE).until(() -> open().size() == 1);
        assertThat(open().getFirst()).containsEntry("type", "STOP_LOSS_LIMIT");
        price("58990");
        await().atMost(PATIENCE).until(() -> held().signum() == 0);
    }

    @Test
    void ofStopAndTargetOneEndsTheOther() {
        buy(Map.of());
        var pair = order("SELL", "market", Map.of("stopLoss", "59000", "takeProfit", "61000"));
        tell("/api/v1/orders/protect", pair, 202);
        await().atMost(PATIENCE).until(() -> open().size() == 1);
        price("61005");
        await().atMost(PATIENCE).until(() -> held().signum() == 0 && open().isEmpty());
        assertThat(ended("SELL")).containsExactly("CANCELED", "FILLED");
    }

    @Test
    void bracketProtectsWhatItBuys() {
        buy(Map.of("stopLoss", "59000", "takeProfit", "61000"));
        await().atMost(PATIENCE).until(() -> open().size() == 1);
        price("58990");
        await().atMost(PATIENCE).until(() -> held().signum() == 0 && open().isEmpty());
        assertThat(ended("SELL")).containsExactly("FILLED");
    }

    @Test
    void trailingStopFollowsThePriceUpAndNotDown() {
        // What was paid before, even in the same bar of a second, is no price of this position.
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> System.currentTimeMillis() % 1_000 < 100);
        price("61500");
        price("60000");
        await().atMost(PATIENCE)
                .during(Duration.ofMillis(250))
                .until(() -> mark().compareTo(new BigDecimal("60002")) < 0);
        buy(Map.of("stopLoss", "59500", "trail", "500"));
        await().atMost(PATIENCE).until(() -> open().size() == 1);
        // No oftener than every ten seconds is a stop moved; a book is told of with the next difference.
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            price("61001");
            price("61000");
            return stopAbove("60400");
        });
        price("60700");
        assertThat(stopAbove("60400")).isTrue();
        price("60400");
        await().atMost(PATIENCE).until(() -> held().signum() == 0 && open().isEmpty());
        assertThat(ended("SELL").getLast()).isEqualTo("FILLED");
    }

    @Test
    void twapIsSentInEqualPartsOneAfterTheOther() {
        place("BUY", "twap", Map.of("quantity", "0.003", "slices", 3, "seconds", 3));
        await().atMost(PATIENCE).until(() -> ended("BUY").size() == 3);
        assertThat(sent("BUY"))
                .allSatisfy(order -> assertThat(new BigDecimal(String.valueOf(order.get("origQty"))))
                        .isEqualByComparingTo("0.001"));
        var times = sent("BUY").stream()
                .map(order -> ((Number) order.get("time")).longValue())
                .toList();
        assertThat(times.getLast() - times.getFirst())
                .as("two waits of a second")
                .isGreaterThan(1_500);
    }

    @Test
    void icebergShowsAPartAtATime() {
        place("BUY", "iceberg", Map.of("quantity", "0.003", "price", "59990", "display", "0.001"));
        await().atMost(PATIENCE).until(() -> open().size() == 1);
        assertThat(new BigDecimal(String.valueOf(open().getFirst().get("origQty"))))
                .isEqualByComparingTo("0.001");
        price("59980");
        await().atMost(PATIENCE).until(() -> ended("BUY").size() == 3);
        assertThat(ended("BUY")).containsOnly("FILLED");
    }

    private void buy(Map<String, Object> more) {
        place("BUY", "market", more);
        await().atMost(PATIENCE).until(() -> held().signum() > 0);
    }

    private BigDecimal mark() {
        return new BigDecimal(
                broadcast.latest().orElseThrow().positions().getFirst().mark());
    }

    private boolean stopAbove(String price) {
        return open().stream()
                .anyMatch(order ->
                        new BigDecimal(String.valueOf(order.get("stopPrice"))).compareTo(new BigDecimal(price)) > 0);
    }

    private BigDecimal held() {
        return new BigDecimal(
                broadcast.latest().orElseThrow().positions().getFirst().quantity());
    }

    private static List<Map<String, Object>> open() {
        return Exchange.list(SandboxResource.sandbox().baseUri(), "openOrders");
    }

    /** Orders that the exchange got since this test began, in the order in which it got them. */
    private static List<Map<String, Object>> orders(long after) {
        return Exchange.list(SandboxResource.sandbox().baseUri(), "allOrders").stream()
                .filter(order -> number(order) > after)
                .toList();
    }

    private List<Map<String, Object>> sent(String side) {
        return orders(before).stream()
                .filter(order -> side.equals(order.get("side")))
                .toList();
    }

    private List<String> ended(String side) {
        return sent(side).stream()
                .map(order -> String.valueOf(order.get("status")))
                .filter(status -> !status.equals("NEW"))
                .toList();
    }

    private static long number(Map<String, Object> order) {
        return ((Number) order.get("orderId")).longValue();
    }

    private static void place(String side, String style, Map<String, Object> more) {
        tell("/api/v1/orders", order(side, style, more), 202);
    }

    private static Map<String, Object> order(String side, String style, Map<String, Object> more) {
        var order = new HashMap<String, Object>(
                Map.of("symbol", "BTC/USDT", "side", side, "style", style, "quantity", LOT, "slices", 1, "seconds", 1));
        // What was bought is less by the fee, which is taken in what was bought.
        if (side.equals("SELL")) {
            order.put("quantity", "0.00999");
        }
        order.putAll(more);
        return order;
    }

    private static void tell(String path, Map<String, Object> what, int status) {
        given().contentType(ContentType.JSON).body(what).post(path).then().statusCode(status);
    }

    private static void price(String price) {
        SandboxResource.sandbox()
                .world()
                .command("exchanges", "binance", "price", new JsonObject().put("price", price));
    }
}
