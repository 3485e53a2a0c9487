package dev.catchwater.sandbox.exchanges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExchangesTest {

    private static Sandbox sandbox;
    private static HttpClient http;

    @BeforeAll
    static void open() {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        http.close();
        sandbox.close();
    }

    @Test
    void orderWithoutAKeyAWrongSignatureOrAnOldTimestampIsRefused() throws Exception {
        long now = System.currentTimeMillis();
        assertThat(code(ask("GET", "account?timestamp=" + now + "&signature=00", null)))
                .isEqualTo(-2014);
        assertThat(code(ask("GET", "account?timestamp=" + now + "&signature=00", Exchanges.KEY)))
                .isEqualTo(-1022);
        assertThat(code(signed("GET", "account", "timestamp=" + (now - 6_000)))).isEqualTo(-1021);
        assertThat(code(signed("GET", "account", "timestamp=" + (now + 2_000)))).isEqualTo(-1021);
        assertThat(code(signed("GET", "account", "recvWindow=5000"))).isEqualTo(-1102);
        assertThat(signed("GET", "account", "timestamp=" + now).statusCode()).isEqualTo(200);
    }

    @Test
    void filtersAndLocksAreThoseOfASpotExchange() throws Exception {
        assertThat(code(order("a1", "side=SELL&type=MARKET&quantity=0.000001"))).isEqualTo(-1013);
        assertThat(code(order("a2", "side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&price=70000.001")))
                .isEqualTo(-1013);
        assertThat(order("a3", "side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.7&price=70000")
                        .statusCode())
                .isEqualTo(200);
        assertThat(code(order("a4", "side=SELL&type=STOP_LOSS&quantity=0.7&stopPrice=50000")))
                .as("it is locked")
                .isEqualTo(-2010);
        assertThat(code(order("a3", "side=BUY&type=MARKET&quantity=0.001")))
                .as("a name in use")
                .isEqualTo(-2010);
        assertThat(signed(
                                "DELETE",
                                "order",
                                "symbol=BTCUSDT&origClientOrderId=a3&timestamp=" + System.currentTimeMillis())
                        .statusCode())
                .isEqualTo(200);
        assertThat(code(signed(
                        "DELETE",
                        "order",
                        "symbol=BTCUSDT&origClientOrderId=a3&timestamp=" + System.currentTimeMillis())))
                .isEqualTo(-2011);
        assertThat(order("a3", "side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&price=70000")
                        .statusCode())
                .as("a name that is free again")
                .isEqualTo(200);
    }

    @Test
    void restingOrdersAreFilledByThePriceAndTheirDealsAddUp() throws Exception {
        order("b1", "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.003&price=59000");
        sandbox.world().command("exchanges", "binance", "price", new JsonObject().put("price", "58990"));
        var found = new JsonObject(
                signed("GET", "order", "symbol=BTCUSDT&origClientOrderId=b1&timestamp=" + System.currentTimeMillis())
                        .body());
        assertThat(found.getString("status")).isEqualTo("FILLED");
        var deals = new JsonArray(signed(
                        "GET",
                        "myTrades",
                        "symbol=BTCUSDT&orderId=" + found.getLong("orderId") + "&timestamp="
                                + System.currentTimeMillis())
                .body());
        double sum = deals.stream()
                .mapToDouble(deal -> Double.parseDouble(((JsonObject) deal).getString("qty")))
                .sum();
        assertThat(sum).isEqualTo(0.003, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(deals.getJsonObject(0).getBoolean("isMaker")).isTrue();
        sandbox.world().command("exchanges", "binance", "price", new JsonObject().put("price", "60000"));
    }

    private static HttpResponse<String> order(String name, String query) throws Exception {
        return signed(
                "POST",
                "order",
                "symbol=BTCUSDT&newClientOrderId=" + name + "&" + query + "&timestamp=" + System.currentTimeMillis());
    }

    private static int code(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getInteger("code", 0);
    }

    private static HttpResponse<String> signed(String method, String path, String query) throws Exception {
        return ask(method, path + "?" + query + "&signature=" + sign(query), Exchanges.KEY);
    }

    private static HttpResponse<String> ask(String method, String path, String key)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/exchanges/binance/api/v3/" + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (key != null) {
            request.header("X-MBX-APIKEY", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String sign(String payload) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Exchanges.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
    }
}
