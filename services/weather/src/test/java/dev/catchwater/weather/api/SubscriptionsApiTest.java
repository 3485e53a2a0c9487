package dev.catchwater.weather.api;

import static dev.catchwater.weather.Readers.PATIENCE;
import static dev.catchwater.weather.Readers.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.catchwater.sandbox.judge.Fault;
import dev.catchwater.sandbox.judge.Faults;
import dev.catchwater.weather.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class SubscriptionsApiTest {

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    private record Delivery(String id, String timestamp, String signature, String body) {}

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        deliveries.add(new Delivery(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                body));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Test
    void subscriberIsToldOfAWarningOnceAndCanCheckWhoSaysSo() throws Exception {
        var world = SandboxResource.sandbox().world();
        // It tells of warnings without their shapes, so that they would be told of the neighbour first.
        SandboxResource.sandbox()
                .faults()
                .add("weather/pirate-weather", new Fault.Status(503, null, false), Faults.Extent.during(PATIENCE));
        post("subscribed", 27).statusCode(201);
        String secret = subscribe("subscribed", address())
                .statusCode(201)
                .body("host", is(receiver.getAddress().getHostString()))
                .extract()
                .path("secret");
        String alert = world.command(
                        "weather",
                        "nws",
                        "alerts",
                        new JsonObject()
                                .put("latitude", "27.0")
                                .put("longitude", "-100.0")
                                .put("event", "Gale Warning"))
                .getFirst();
        // This place was asked about before, and by the provider's terms is left alone for half a minute; a neighbour
        // that is
        // new is asked about at once, and the warning holds at both.
        post("neighbour", 27.3).statusCode(201);
        await().atMost(PATIENCE).until(() -> !deliveries.isEmpty());
        Delivery delivery = deliveries.getFirst();
        JsonObject body = new JsonObject(delivery.body);
        assertThat(body.getString("type")).isEqualTo("weather.warning.new");
        assertThat(body.getJsonObject("data").getString("place")).isEqualTo("subscribed");
        assertThat(body.getJsonObject("data").getJsonObject("warning").getString("event"))
                .isEqualTo("Gale Warning");
        assertThat(delivery.signature).isEqualTo("v1," + sign(secret, delivery));
        assertThat(deliveries).hasSize(1);
        SandboxResource.sandbox().faults().clear("weather/pirate-weather");
        world.command("weather", "nws", "cancel", new JsonObject().put("id", alert));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/", "not an address", "https://user@example.org/"})
    void whatIsNoAddressOfAWebhookIsRefused(String address) {
        post("refusing", 26).statusCode(org.hamcrest.Matchers.anyOf(is(201), is(200)));
        subscribe("refusing", address).statusCode(400).body("type", containsString("bad-webhook"));
    }

    @Test
    void onlyPlacesThatAreWatchedCanBeSubscribedTo() {
        subscribe("nowhere", address()).statusCode(404);
    }

    @Test
    void subscriptionsComeAndGo() {
        post("leaving", 25).statusCode(201);
        String id = subscribe("leaving", address())
                .statusCode(201)
                .body("secret", startsWith("whsec_"))
                .extract()
                .path("id");
        given().delete("/api/v1/subscriptions/" + id).then().statusCode(204);
        given().delete("/api/v1/subscriptions/" + id).then().statusCode(404);
    }

    private String address() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?token=1";
    }

    private static ValidatableResponse subscribe(String place, String address) {
        return given().contentType("application/json")
                .body(Map.of("place", place, "address", address))
                .post("/api/v1/subscriptions")
                .then();
    }

    /** By the specification, without our own code. */
    private static String sign(String secret, Delivery delivery) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String content = delivery.id + "." + delivery.timestamp + "." + delivery.body;
        return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }
}
