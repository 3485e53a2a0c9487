package dev.catchwater.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged process, killed and started again: what people were told is no news, and what waits still comes true. */
@Tag("proof")
class CrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private final List<String> deliveries = new CopyOnWriteArrayList<>();

    @Test
    void killedProcessTellsNothingTwiceAndForgetsNothingThatWaits(@TempDir Path folder) throws Exception {
        HttpServer receiver = receiver();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().build();
                Sandbox sandbox = Sandbox.start(SandboxOptions.quiet())) {
            postgres.start().createDatabase("crash");
            int port = freePort();
            int management = freePort();
            Map<String, String> environment = environment(postgres, sandbox, port, management, receiver);
            String alert = command(
                    sandbox, "alerts", new JsonObject().put("latitude", "35.0").put("longitude", "-100.0"));

            Process first = start(environment, folder.resolve("first.log"));
            try {
                ready(port);
                subscribe(port, receiver);
                add(port, "neighbour");
                // The place was asked about before anybody had subscribed: who is told is told of what gets worse.
                String worse = command(
                        sandbox, "update", new JsonObject().put("id", alert).put("severity", "Extreme"));
                add(port, "another");
                await().atMost(PATIENCE).until(() -> !deliveries.isEmpty());
                await().atMost(PATIENCE).until(() -> count(postgres, "warning_message") >= 2);
                await().atMost(PATIENCE).until(() -> count(postgres, "forecast_open") > 0);
                alert = worse;
            } finally {
                first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
            int waiting = count(postgres, "forecast_open");
            int told = deliveries.size();

            Process second = start(environment, folder.resolve("second.log"));
            try {
                asked(port, management);
                assertThat(notices(management))
                        .as("what was told before the kill")
                        .isEmpty();
                assertThat(deliveries).hasSize(told);
                warnings(port, 1);
                assertThat(count(postgres, "forecast_open")).isGreaterThanOrEqualTo(waiting);
            } finally {
                second.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }

            command(sandbox, "cancel", new JsonObject().put("id", alert));
            Process third = start(environment, folder.resolve("third.log"));
            try {
                asked(port, management);
                await().atMost(PATIENCE).until(() -> deliveries.size() > told);
                assertThat(deliveries.getLast()).contains("weather.warning.cancelled");
                warnings(port, 0);
            } finally {
                third.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } finally {
            receiver.stop(0);
        }
    }

    private HttpServer receiver() throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            deliveries.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }

    private static String command(Sandbox sandbox, String op, JsonObject args) {
        return sandbox.world().command("weather", "nws", op, args).getFirst();
    }

    private static void ready(int port) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> given(port).get("/api/v1/places").then().statusCode(200));
        warnings(port, 1);
    }

    /** All that this process must ask about warnings was asked, and its answer came. */
    private static void asked(int port, int management) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(metrics(management))
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("weather_asked_places_total{provider=\"nws\"")
                                .endsWith(" 3.0")));
        given(port).get("/api/v1/places/here/weather").then().statusCode(200);
    }

    private static void warnings(int port, int count) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(given(port)
                                .get("/api/v1/places/here/warnings")
                                .then()
                                .statusCode(200)
                                .extract()
                                .<List<?>>path("items"))
                        .hasSize(count));
    }

    private static List<String> notices(int management) {
        return metrics(management).stream()
                .filter(line -> line.startsWith("weather_notices_total"))
                .toList();
    }

    private static List<String> metrics(int management) {
        return given(management).get("/q/metrics").asString().lines().toList();
    }

    private static void subscribe(int port, HttpServer receiver) {
        String address = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
        given(port)
                .contentType("application/json")
                .body(Map.of("place", "here", "address", address))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201);
    }

    private static void add(int port, String id) {
        Map<String, Object> place = Map.of(
                "id", id, "name", id, "latitude", 35.2, "longitude", -100, "zone", "America/Chicago", "region", "US");
        given(port)
                .contentType("application/json")
                .body(place)
                .post("/api/v1/places")
                .then()
                .statusCode(201);
    }

    private static int count(EmbeddedPostgres postgres, String table) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl("crash"), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from weather." + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Map<String, String> environment(
            EmbeddedPostgres postgres, Sandbox sandbox, int port, int management, HttpServer receiver) {
        String base = sandbox.baseUri() + "/weather/";
        return Map.ofEntries(
                Map.entry("QUARKUS_DATASOURCE_USERNAME", postgres.user()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("crash")),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl("crash")),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(management)),
                Map.entry("CATCHWATER_WEB_DEMO_USER", "true"),
                Map.entry("CATCHWATER_WEATHER_GATHER_TICK", "100ms"),
                Map.entry("CATCHWATER_WEATHER_ALLOW", "127.0.0.1:" + sandbox.port()),
                Map.entry(
                        "CATCHWATER_WEATHER_WEBHOOKS_ALLOW",
                        "127.0.0.1:" + receiver.getAddress().getPort()),
                Map.entry("CATCHWATER_WEATHER_OPEN_METEO_BASE_URL", base + "open-meteo/v1"),
                Map.entry("CATCHWATER_WEATHER_OPEN_METEO_AIR_BASE_URL", base + "open-meteo/v1"),
                Map.entry("CATCHWATER_WEATHER_MET_NORWAY_BASE_URL", base + "met-norway/weatherapi"),
                Map.entry("CATCHWATER_WEATHER_NWS_BASE_URL", base + "nws"),
                Map.entry("CATCHWATER_WEATHER_AVIATION_WEATHER_ENABLED", "false"),
                Map.entry("CATCHWATER_WEATHER_SEED_PLACES", "here|Here|35.0|-100.0|America/Chicago|US"));
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
        return RestAssured.given().baseUri("http://127.0.0.1").port(port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
