package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.judge.Fault;
import dev.catchwater.sandbox.judge.Faults;
import dev.catchwater.trading.flow.Exchange;
import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged process, killed at random moments while it trades with an exchange that loses answers, and started again:
 * no order twice, no fill lost or booked twice, and a ledger that is the exchange's.
 */
class CrashIT {

    private static final System.Logger LOG = System.getLogger(CrashIT.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    @Tag("proof")
    void twentyKillsLeaveNoOrderTwiceAndTheLedgerIsTheExchanges(@TempDir Path folder) throws Exception {
        kill(20, folder);
    }

    @Test
    @Tag("trial")
    void thousandKillsLeaveNoOrderTwiceAndTheLedgerIsTheExchanges(@TempDir Path folder) throws Exception {
        kill(1_000, folder);
    }

    private static void kill(int times, Path folder) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().build();
                Sandbox sandbox = Sandbox.start(
                        SandboxOptions.living().withHistory(Duration.ZERO).withPace(5))) {
            postgres.start().createDatabase("crash");
            int port = freePort();
            var environment = environment(postgres, sandbox, port);
            var dice = new SplittableRandom(42);
            sandbox.faults().add("exchanges/binance", new Fault.Truncate(), new Faults.Extent(null, null, 0.05));
            sandbox.faults().add("exchanges/binance", new Fault.Reset(), new Faults.Extent(null, null, 0.02));
            for (int life = 0; life < times; life++) {
                live(environment, port, folder.resolve(life + ".log"), dice);
            }
            sandbox.faults().clear("");
            Process last = start(environment, folder.resolve("last.log"));
            try {
                compare(sandbox, postgres, port);
            } finally {
                last.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static void live(Map<String, String> environment, int port, Path log, SplittableRandom dice)
            throws Exception {
        Process process = start(environment, log);
        var over = new AtomicBoolean();
        var orders = Thread.ofVirtual().start(() -> trade(port, new SplittableRandom(dice.nextLong()), over));
        // Most lives trade for a while; some end before the account is even opened.
        process.waitFor(dice.nextLong(2_500, 12_000), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        over.set(true);
        orders.join();
    }

    private static void trade(int port, SplittableRandom dice, AtomicBoolean over) {
        while (!over.get()) {
            boolean limit = dice.nextInt(3) == 0;
            Map<String, Object> order = Map.of(
                    "symbol",
                    "BTC/USDT",
                    "side",
                    dice.nextBoolean() ? "BUY" : "SELL",
                    "style",
                    limit ? "limit" : "market",
                    "quantity",
                    "0.00" + dice.nextInt(1, 9),
                    "price",
                    limit ? Integer.toString(dice.nextInt(59_000, 61_000)) : "0",
                    "slices",
                    1,
                    "seconds",
                    1);
            try {
                given(port).contentType(ContentType.JSON).body(order).post("/api/v1/orders");
                pause(dice.nextInt(20, 250));
            } catch (Exception away) {
                pause(100);
            }
        }
    }

    private static void compare(Sandbox sandbox, EmbeddedPostgres postgres, int port) throws SQLException {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    given(port)
                            .contentType(ContentType.JSON)
                            .body(Map.of("reason", "the end", "leave", false))
                            .post("/api/v1/account/halt")
                            .then()
                            .statusCode(200);
                    assertThat(given(port)
                                    .get("/api/v1/account")
                                    .then()
                                    .extract()
                                    .<Boolean>path("reconciled"))
                            .isTrue();
                    Map<String, BigDecimal> ours = given(port)
                            .get("/api/v1/account")
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("balances");
                    Exchange.balances(sandbox.baseUri())
                            .forEach((asset, amount) -> assertThat(new BigDecimal(String.valueOf(ours.get(asset))))
                                    .as(asset)
                                    .isEqualByComparingTo(amount));
                });
        var orders = Exchange.list(sandbox.baseUri(), "allOrders");
        var names = orders.stream()
                .map(order -> String.valueOf(order.get("clientOrderId")))
                .toList();
        assertThat(names).as("no order twice").doesNotHaveDuplicates();
        var intents = column(postgres, "SELECT client_id FROM trading.intent");
        assertThat(intents).as("nothing was sent that had not been kept").containsAll(names);
        var trades = Exchange.list(sandbox.baseUri(), "myTrades").stream()
                .map(trade -> String.valueOf(trade.get("id")))
                .toList();
        assertThat(column(postgres, "SELECT trade_id FROM trading.fill"))
                .as("each fill once")
                .containsExactlyInAnyOrderElementsOf(trades);
        assertThat(orders).hasSizeGreaterThan(50);
        LOG.log(
                System.Logger.Level.INFO,
                "{0} orders, {1} fills, {2} intents",
                names.size(),
                trades.size(),
                intents.size());
    }

    private static List<String> column(EmbeddedPostgres postgres, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl("crash"), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static Map<String, String> environment(EmbeddedPostgres postgres, Sandbox sandbox, int port)
            throws IOException {
        var exchange = "127.0.0.1:" + sandbox.port() + "/exchanges/binance";
        return Map.ofEntries(
                Map.entry("QUARKUS_DATASOURCE_USERNAME", postgres.user()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("crash")),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl("crash")),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(freePort())),
                Map.entry("CATCHWATER_WEB_DEMO_USER", "true"),
                Map.entry("FAIRLEAD_ORDERS_GUARD_ALLOW", "127.0.0.1:" + sandbox.port()),
                Map.entry("CATCHWATER_TRADING_EXCHANGE_REST", "http://" + exchange),
                Map.entry("CATCHWATER_TRADING_EXCHANGE_STREAM", "ws://" + exchange),
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
    }

    private static Process start(Map<String, String> environment, Path log) throws IOException {
        Path app = Path.of(System.getProperty("basedir", ""), "target", "quarkus-app")
                .toAbsolutePath();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        "quarkus-run.jar")
                .directory(app.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static RequestSpecification given(int port) {
        var exact = RestAssured.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
        return RestAssured.given().config(exact).baseUri("http://127.0.0.1").port(port);
    }

    private static void pause(int millis) {
        java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000L);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
