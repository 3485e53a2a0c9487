package dev.catchwater.sandbox.exchanges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KrakenTest {

    private static Sandbox sandbox;
    private static HttpClient http;
    private static long nonce = 1_000;
    private static long days;

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

    /** A day later all counters are empty. */
    @BeforeEach
    void later() {
        command("skew", "millis", Long.toString(++days * 86_400_000));
    }

    @Test
    void callWithoutAKeyWithAWrongSignatureOrAPassedNonceIsRefused() throws Exception {
        assertThat(error(ask("Balance", "nonce=" + ++nonce, "nobody", null))).isEqualTo("EAPI:Invalid key");
        assertThat(error(ask("Balance", "nonce=" + ++nonce, Exchanges.KRAKEN_KEY, "AAAA")))
                .isEqualTo("EAPI:Invalid signature");
        assertThat(error(signed("Balance", ""))).isEmpty();
        nonce--;
        assertThat(error(signed("Balance", ""))).isEqualTo("EAPI:Invalid nonce");
        nonce -= 2;
        assertThat(error(signed("Balance", ""))).isEqualTo("EAPI:Invalid nonce");
        nonce += 2;
        assertThat(signed("Balance", "").getJsonObject("result").getString("XXBT"))
                .isEqualTo("1.0000000000");
    }

    @Test
    void callsAreCountedByTheTierAndTheCounterDecays() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(error(signed("Balance", ""))).isEmpty();
        }
        assertThat(error(signed("Balance", ""))).isEqualTo("EAPI:Rate limit exceeded");
        assertThat(error(signed("CancelOrder", "&cl_ord_id=none")))
                .as("no call of the counter")
                .isEqualTo("EOrder:Unknown order");
        command("skew", "millis", Long.toString(days * 86_400_000 + 4_100));
        assertThat(error(signed("TradesHistory", ""))).isEmpty();
        assertThat(error(signed("Balance", ""))).isEqualTo("EAPI:Rate limit exceeded");
    }

    @Test
    void ordersAreCountedByThePairAndYoungCancelsCost() throws Exception {
        command("tier", "tier", "starter");
        for (int i = 0; i < 6; i++) {
            assertThat(error(order("c" + i, "&ordertype=limit&type=buy&price=30000&volume=0.001")))
                    .isEmpty();
            assertThat(error(signed("CancelOrder", "&cl_ord_id=c" + i))).isEmpty();
        }
        // Six orders and six cancels of eight: 54 of 60.
        for (int i = 0; i < 6; i++) {
            assertThat(error(order("d" + i, "&ordertype=limit&type=buy&price=30000&volume=0.001")))
                    .isEmpty();
        }
        assertThat(error(order("d9", "&ordertype=limit&type=buy&price=30000&volume=0.001")))
                .isEqualTo("EOrder:Rate limit exceeded");
        command("tier", "tier", "intermediate");
    }

    @Test
    void whatIsWrongWithAnOrderIsSaidInKrakensWords() throws Exception {
        assertThat(error(order("e1", "&ordertype=market&type=buy&volume=0.00001")))
                .isEqualTo("EGeneral:Invalid arguments:volume minimum not met");
        assertThat(error(order("e2", "&ordertype=limit&type=buy&price=30000.01&volume=0.001")))
                .startsWith("EOrder:Invalid price");
        assertThat(error(order("e3", "&ordertype=market&type=sell&volume=5"))).isEqualTo("EOrder:Insufficient funds");
        assertThat(error(order("much-too-long-a-name", "&ordertype=market&type=buy&volume=0.001")))
                .isEqualTo("EGeneral:Invalid arguments:cl_ord_id");
        assertThat(error(order("e5", "&ordertype=limit&oflags=post&type=buy&price=70000&volume=0.001")))
                .isEqualTo("EOrder:Post only order");
        var past = Instant.now().plusMillis(days * 86_400_000 - 1_000);
        assertThat(error(order("e6", "&ordertype=market&type=buy&volume=0.001&deadline=" + past)))
                .isEqualTo("EService:Deadline elapsed");
        assertThat(error(order("e7", "&ordertype=limit&type=buy&price=30000&volume=0.001")))
                .isEmpty();
        assertThat(error(order("e7", "&ordertype=market&type=buy&volume=0.001")))
                .as("a name in use")
                .contains("cl_ord_id");
    }

    @Test
    void lockoutLetsNobodyIn() throws Exception {
        sandbox.world().command("exchanges", "kraken", "lockout", new JsonObject().put("millis", 1_000));
        assertThat(error(signed("Balance", ""))).isEqualTo("EGeneral:Temporary lockout");
        command("skew", "millis", Long.toString(days * 86_400_000 + 2_000));
        assertThat(error(signed("Balance", ""))).isEmpty();
    }

    @Test
    void executionsWantAFreshTokenAndTellOfTheOrder() throws Exception {
        var token = signed("GetWebSocketsToken", "").getJsonObject("result").getString("token");
        var heard = new LinkedBlockingQueue<JsonObject>();
        var socket = http.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + sandbox.port() + "/exchanges/kraken/ws-auth/v2"), into(heard))
                .get(10, TimeUnit.SECONDS);
        subscribe(socket, "made-up");
        assertThat(next(heard, "subscribe").getBoolean("success")).isFalse();
        subscribe(socket, token);
        assertThat(next(heard, "subscribe").getBoolean("success")).isTrue();
        assertThat(next(heard, "snapshot").getLong("sequence")).isEqualTo(1);
        order("f1", "&ordertype=market&type=buy&volume=0.001");
        for (var type : new String[] {"pending_new", "new", "trade"}) {
            assertThat(next(heard, "update")
                            .getJsonArray("data")
                            .getJsonObject(0)
                            .getString("exec_type"))
                    .isEqualTo(type);
        }
        socket.abort();
    }

    private static void subscribe(WebSocket socket, String token) {
        var params = new JsonObject().put("channel", "executions").put("token", token);
        var ask = new JsonObject().put("method", "subscribe").put("params", params);
        socket.sendText(ask.encode(), true).join();
    }

    private static JsonObject next(LinkedBlockingQueue<JsonObject> heard, String kind) throws InterruptedException {
        while (true) {
            var message = heard.poll(10, TimeUnit.SECONDS);
            assertThat(message).as(kind).isNotNull();
            boolean executions = message.getString("channel", "executions").equals("executions");
            if (executions && (kind.equals(message.getString("type")) || kind.equals(message.getString("method")))) {
                return message;
            }
        }
    }

    private static WebSocket.Listener into(LinkedBlockingQueue<JsonObject> heard) {
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                heard.add(new JsonObject(text.toString()));
                from.request(1);
                return null;
            }
        };
    }

    private static JsonObject order(String name, String rest) throws Exception {
        return signed("AddOrder", "&pair=XBTUSDT&cl_ord_id=" + name + rest);
    }

    private static void command(String op, String name, String value) {
        sandbox.world().command("exchanges", "kraken", op, new JsonObject().put(name, value));
    }

    private static String error(JsonObject answer) {
        var errors = answer.getJsonArray("error");
        return errors.isEmpty() ? "" : errors.getString(0);
    }

    private static JsonObject signed(String call, String rest) throws Exception {
        var number = Long.toString(++nonce);
        var body = "nonce=" + number + rest;
        return ask(call, body, Exchanges.KRAKEN_KEY, sign("/0/private/" + call, number, body));
    }

    private static JsonObject ask(String call, String body, String key, String signature) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/exchanges/kraken/0/private/" + call))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("API-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signature != null) {
            request.header("API-Sign", signature);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("errors come with 200, too").isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static String sign(String path, String number, String body) throws GeneralSecurityException {
        var hash = MessageDigest.getInstance("SHA-256").digest((number + body).getBytes(StandardCharsets.UTF_8));
        var mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(Exchanges.KRAKEN_SECRET), "HmacSHA512"));
        mac.update(path.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal(hash));
    }
}
