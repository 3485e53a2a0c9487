package dev.catchwater.trading;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.exchanges.Exchanges;
import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The packaged service as processes of their own, and a hand that trades with them. */
final class Packaged {

    private Packaged() {}

    /** Its ports and its database, and nothing else but what is on by default. */
    static Map<String, String> environment(EmbeddedPostgres postgres, String database, int port) throws IOException {
        return new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_USERNAME", postgres.user(),
                "QUARKUS_DATASOURCE_PASSWORD", postgres.password(),
                "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database),
                "QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(database),
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(freePort()),
                "CATCHWATER_WEB_DEMO_USER", "true"));
    }

    /** Where the sandbox's exchange of this protocol is. */
    static Map<String, String> at(Sandbox sandbox, String venue) {
        var host = "127.0.0.1:" + sandbox.port();
        var there = new HashMap<>(Map.of(
                "FAIRLEAD_ORDERS_GUARD_ALLOW",
                host,
                "CATCHWATER_TRADING_EXCHANGE_KIND",
                venue,
                "CATCHWATER_TRADING_EXCHANGE_REST",
                "http://" + host + "/exchanges/" + venue,
                "CATCHWATER_TRADING_EXCHANGE_STREAM",
                "ws://" + host + "/exchanges/" + venue));
        if (venue.equals("kraken")) {
            there.put("CATCHWATER_TRADING_EXCHANGE_STREAM", "ws://" + host + "/exchanges/kraken/ws/v2");
            there.put("CATCHWATER_TRADING_EXCHANGE_REPORTS", "ws://" + host + "/exchanges/kraken/ws-auth/v2");
            there.put("CATCHWATER_TRADING_EXCHANGE_KEY", Exchanges.KRAKEN_KEY);
            there.put("CATCHWATER_TRADING_EXCHANGE_SECRET", Exchanges.KRAKEN_SECRET);
            there.put("CATCHWATER_TRADING_EXCHANGE_TIER", "pro");
        }
        return there;
    }

    static Process start(Map<String, String> environment, Path log) throws IOException {
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

    static RequestSpecification given(int port) {
        var exact = RestAssured.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
        return RestAssured.given().config(exact).baseUri("http://127.0.0.1").port(port);
    }

    /** Places orders at random, a third of them limits, until it is over. */
    static void trade(int port, SplittableRandom dice, AtomicBoolean over) {
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

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }
}
