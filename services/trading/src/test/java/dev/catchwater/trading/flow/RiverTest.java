package dev.catchwater.trading.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.catchwater.sandbox.judge.Fault;
import dev.catchwater.sandbox.judge.Faults;
import dev.catchwater.trading.SandboxResource;
import dev.catchwater.trading.live.Broadcast;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the API to the exchange and back, over real sockets and a real database. */
// Longer than the house allows: one river for all its claims, each over the same tellers.
@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class RiverTest {

    private static final String UPSTREAM = "exchanges/binance";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final RestAssuredConfig EXACT = RestAssured.config()
            .jsonConfig(JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));

    @Inject
    DataSource database;

    @Inject
    Broadcast broadcast;

    @BeforeEach
    void trading() {
        SandboxResource.sandbox().faults().clear("");
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            price("60000");
            given().get("/api/v1/account").then().statusCode(200).body("phase", is("trading"));
        });
        given().contentType(ContentType.JSON)
                .body(Map.of("confirm", "paper"))
                .post("/api/v1/account/resume")
                .then()
                .statusCode(200);
        // A book is told of with the next difference: something has to happen in it.
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            price("60001");
            price("60000");
            assertThat(broadcast.latest().orElseThrow().positions().getFirst().mark())
                    .isEqualTo("60000.00");
        });
    }

    @Test
    void orderByHandIsFilledAndTheLedgerIsTheExchanges() throws SQLException {
        long before = fills();
        market("BUY", "0.01");
        await().atMost(PATIENCE).until(() -> fills() > before);
        sameBalances();
        market("SELL", "0.01");
        sameBalances();
    }

    @Test
    void answerThatIsLostIsAskedForAndTheOrderIsNotSentAgain() throws SQLException {
        var kept = until("OutcomeUnknown", new Fault.Truncate());
        await().atMost(PATIENCE)
                .until(() -> Exchange.list(SandboxResource.sandbox().baseUri(), "allOrders").stream()
                                        .filter(order -> kept.equals(order.get("clientOrderId")))
                                        .count()
                                == 1
                        && count("SELECT count(*) FROM trading.fill WHERE client_id = '" + kept + "'") > 0);
        sameBalances();
    }

    @Test
    void orderThatNeverArrivedIsLostAndNothingIsSentForIt() throws SQLException {
        var lost = until("OutcomeUnknown", new Fault.Reset());
        await().atMost(PATIENCE).until(() -> events("NeverArrived", lost) == 1);
        assertThat(Exchange.list(SandboxResource.sandbox().baseUri(), "allOrders"))
                .noneSatisfy(order -> assertThat(order).containsEntry("clientOrderId", lost));
        sameBalances();
    }

    /** Places orders under a fault until it has met one of them, and not a question that was asked at the same time. */
    private String until(String event, Fault fault) throws SQLException {
        for (int i = 0; i < 20; i++) {
            long before = events(event, "");
            SandboxResource.sandbox().faults().add(UPSTREAM, fault, Faults.Extent.times(1));
            market("BUY", "0.002");
            try {
                await().atMost(Duration.ofSeconds(2)).until(() -> events(event, "") > before);
                return text("SELECT event::jsonb->'report'->>'clientId' FROM trading.journal WHERE event LIKE '%"
                        + event + "%' ORDER BY number DESC LIMIT 1");
            } catch (org.awaitility.core.ConditionTimeoutException another) {
                continue;
            }
        }
        throw new AssertionError("no order met the fault");
    }

    private long events(String event, String clientId) throws SQLException {
        return count("SELECT count(*) FROM trading.journal WHERE event LIKE '%" + event + "%" + clientId
                + "%' OR event LIKE '%" + clientId + "%" + event + "%'");
    }

    @Test
    void haltNeedsNoConfirmationAndResumeDoes() {
        given().contentType(ContentType.JSON)
                .body(Map.of("reason", "a test", "leave", false))
                .post("/api/v1/account/halt")
                .then()
                .statusCode(200)
                .body("state", is("HALTED"));
        market("BUY", "0.002");
        given().contentType(ContentType.JSON)
                .body(Map.of("confirm", "real"))
                .post("/api/v1/account/resume")
                .then()
                .statusCode(422)
                .contentType(containsString("problem+json"));
        given().get("/api/v1/account").then().body("state", is("HALTED"));
        given().contentType(ContentType.JSON)
                .body(Map.of("confirm", "paper"))
                .post("/api/v1/account/resume")
                .then()
                .statusCode(200)
                .body("state", is("ACTIVE"));
    }

    @Test
    void orderThatIsPostedAgainUnderItsKeyIsPlacedOnce() throws SQLException {
        var order = Map.of(
                "symbol", "BTC/USDT", "side", "BUY", "style", "market", "quantity", "0.001", "slices", 1, "seconds", 1);
        var key = java.util.UUID.randomUUID().toString();
        long before = count("SELECT count(*) FROM trading.intent WHERE side = 'BUY'");
        for (int i = 0; i < 3; i++) {
            given().contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body(order)
                    .post("/api/v1/orders")
                    .then()
                    .statusCode(202);
        }
        assertThat(count("SELECT count(*) FROM trading.intent WHERE side = 'BUY'"))
                .isEqualTo(before + 1);
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of(
                        "symbol",
                        "BTC/USDT",
                        "side",
                        "BUY",
                        "style",
                        "market",
                        "quantity",
                        "0.002",
                        "slices",
                        1,
                        "seconds",
                        1))
                .post("/api/v1/orders")
                .then()
                .statusCode(422)
                .body("detail", containsString("something else"));
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "x".repeat(101))
                .body(order)
                .post("/api/v1/orders")
                .then()
                .statusCode(400);
    }

    @Test
    void orderThatIsWorthMoreThanCanBeCountedStopsNothing() {
        place(Map.of(
                "symbol",
                "BTC/USDT",
                "side",
                "BUY",
                "style",
                "limit",
                "quantity",
                "80000000000",
                "price",
                "80000000000000000",
                "slices",
                1,
                "seconds",
                1));
        for (var hostile : java.util.List.of("1E+300000000", "1E-300000000")) {
            given().contentType(ContentType.JSON)
                    .body("{\"symbol\":\"BTC/USDT\",\"side\":\"BUY\",\"style\":\"market\",\"quantity\":" + hostile
                            + ",\"slices\":1,\"seconds\":1}")
                    .post("/api/v1/orders")
                    .then()
                    .statusCode(422);
        }
        market("BUY", "0.001");
    }

    @Test
    void badOrdersAreRefusedWithTheirReason() {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "symbol",
                        "DOGE/USDT",
                        "side",
                        "BUY",
                        "style",
                        "market",
                        "quantity",
                        "1",
                        "slices",
                        1,
                        "seconds",
                        1))
                .post("/api/v1/orders")
                .then()
                .statusCode(422)
                .body("detail", containsString("not traded"));
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "symbol",
                        "BTC/USDT",
                        "side",
                        "HOLD",
                        "style",
                        "market",
                        "quantity",
                        "1",
                        "slices",
                        1,
                        "seconds",
                        1))
                .post("/api/v1/orders")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "symbol",
                        "BTC/USDT",
                        "side",
                        "BUY",
                        "style",
                        "limit",
                        "quantity",
                        "1",
                        "slices",
                        1,
                        "seconds",
                        1))
                .post("/api/v1/orders")
                .then()
                .statusCode(422);
        given().delete("/api/v1/orders/nobody-1").then().statusCode(404);
    }

    @Test
    void restingOrderIsCanceledAndAFillWhileWeDidNotLookIsFound() throws SQLException {
        long before = fills();
        place(Map.of(
                "symbol",
                "BTC/USDT",
                "side",
                "BUY",
                "style",
                "limit",
                "quantity",
                "0.001",
                "price",
                "59000",
                "slices",
                1,
                "seconds",
                1));
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> Exchange.open() == 1);
        price("58990");
        await().atMost(PATIENCE).until(() -> fills() > before);
        price("60000");
        sameBalances();
    }

    private long fills() throws SQLException {
        return count("SELECT count(*) FROM trading.fill");
    }

    private String text(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void sameBalances() {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Map<String, BigDecimal> ours = given().config(EXACT)
                    .get("/api/v1/account")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("balances");
            Exchange.balances()
                    .forEach((asset, amount) -> assertThat(new BigDecimal(String.valueOf(ours.get(asset))))
                            .as(asset)
                            .isEqualByComparingTo(amount));
        });
    }

    private static void market(String side, String quantity) {
        place(Map.of(
                "symbol",
                "BTC/USDT",
                "side",
                side,
                "style",
                "market",
                "quantity",
                quantity,
                "slices",
                1,
                "seconds",
                1));
    }

    private static void place(Map<String, Object> order) {
        given().contentType(ContentType.JSON)
                .body(order)
                .post("/api/v1/orders")
                .then()
                .statusCode(202);
    }

    private static void price(String price) {
        SandboxResource.sandbox()
                .world()
                .command("exchanges", "binance", "price", new JsonObject().put("price", price));
    }
}
