package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.StreamHandle;
import dev.catchwater.testkit.Upstream;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DevModeTest {
    private static final Upstream UPSTREAM = Upstream.start();
    private static final int PORT = freePort();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(archive -> archive.addClass(Streaming.class)
                    .addAsResource(
                            new StringAsset("upstream=" + UPSTREAM.uri("/stream") + "\nquarkus.http.port=" + PORT + "\n"
                                    + "fairlead.upstream.drain=10m\nfairlead.upstream.headers.X-Key=k3y\n"
                                    + "fairlead.upstream.cache.max-size=1M\n"
                                    + "fairlead.upstream.secret-headers.X-Token.file=" + secret() + "\n"
                                    + "fairlead.upstream.endpoints.here.origin=" + UPSTREAM.uri("/") + "\n"
                                    + "fairlead.upstream.endpoints.here.addresses=127.0.0.1:"
                                    + UPSTREAM.port() + "\n"),
                            "application.properties"));

    private Opened<StreamHandle> streams;

    @BeforeEach
    void script() {
        streams = UPSTREAM.when(Match.get("/stream")).stream();
    }

    @AfterEach
    void settle() {
        UPSTREAM.takeComplaints();
    }

    /** Dev mode does not tell tests which port it took. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static Path secret() {
        try {
            Path file = Files.writeString(Files.createTempFile("secret", ""), "planted");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void begin(String answer, StreamHandle[] opened) throws Exception {
        Thread writer = Thread.startVirtualThread(() -> {
            opened[0] = streams.next(Duration.ofSeconds(60));
            opened[0].write("head");
        });
        RestAssured.get("http://localhost:" + PORT + "/stream")
                .then()
                .statusCode(200)
                .body(is(answer));
        writer.join();
    }

    @Test
    void aReloadClosesTheOldClientAndMakesANewOne() throws Exception {
        StreamHandle[] before = new StreamHandle[1];
        begin("before", before);
        APPLICATION.modifySourceFile(Streaming.class, source -> source.replace("\"before\"", "\"after\""));
        StreamHandle[] after = new StreamHandle[1];
        begin("after", after);
        assertThat(before[0].awaitClosed(Duration.ofSeconds(30))).isTrue();
        assertThat(after[0].isOpen()).isTrue();
    }

    @Test
    void thePageOfTheDevUiGetsTheClientsAsTheyAre() throws Exception {
        begin("before", new StreamHandle[1]);
        RestAssured.get("http://localhost:" + PORT + "/q/dev-ui/fairlead-quarkus/qwc-fairlead-clients.js")
                .then()
                .statusCode(200)
                .body(containsString("class QwcFairleadClients"));
        JsonArray clients =
                ask("fairlead-quarkus_clients").getJsonObject("result").getJsonArray("object");
        assertThat(clients).hasSize(1);
        JsonObject client = clients.getJsonObject(0);
        assertThat(client.getString("name")).isEqualTo("upstream");
        assertThat(client.getInteger("inFlight")).isEqualTo(1);
        assertThat(client.getInteger("limit")).isEqualTo(64);
        assertThat(client.getInteger("queued")).isZero();
        assertThat(client.getJsonArray("circuits").getJsonObject(0).getString("state"))
                .isEqualTo("CLOSED");
        JsonObject endpoint = client.getJsonArray("endpoints").getJsonObject(0);
        assertThat(endpoint.getString("endpoint")).isEqualTo("127.0.0.1:" + UPSTREAM.port());
        assertThat(endpoint.getString("state")).isEqualTo("AVAILABLE");
        assertThat(endpoint.getInteger("inFlight")).isEqualTo(1);
        assertThat(client.getDouble("cacheHits")).isEqualTo(-1);
        assertThat(clients.encode()).doesNotContain("planted");
    }

    @Test
    void thePageOfTheDevUiGetsHowHostsAnswerWithoutBeingToldTo() throws Exception {
        StreamHandle[] opened = new StreamHandle[1];
        begin("before", opened);
        opened[0].end();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(patterns()).hasSize(1));
        JsonObject pattern = patterns().getJsonObject(0);
        assertThat(pattern.getString("origin")).isEqualTo("http://127.0.0.1:" + UPSTREAM.port());
        assertThat(pattern.getString("route")).isEqualTo("none");
        assertThat(pattern.getInteger("receivedBytes")).isEqualTo("head".length());
        assertThat(pattern.getBoolean("failing")).isFalse();
    }

    private static JsonArray patterns() throws Exception {
        return ask("fairlead-quarkus_clients")
                .getJsonObject("result")
                .getJsonArray("object")
                .getJsonObject(0)
                .getJsonArray("patterns");
    }

    /** It does not, where a mapping has a map of smallrye-config's own secrets. */
    @Test
    void theConfigurationPageOfTheDevUiAnswersWithoutSecrets() throws Exception {
        begin("before", new StreamHandle[1]);
        assertThat(ask("devui-configuration_getAllValues").encode())
                .contains("fairlead.upstream.secret-headers.X-Token.file")
                .doesNotContain("planted");
    }

    private static JsonObject ask(String method) throws Exception {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + PORT + "/q/dev-ui/json-rpc-ws"), new Collector(answers))
                .get(30, TimeUnit.SECONDS);
        socket.sendText(
                        new JsonObject()
                                .put("jsonrpc", "2.0")
                                .put("id", 1)
                                .put("method", method)
                                .put("params", new JsonObject())
                                .encode(),
                        true)
                .get(30, TimeUnit.SECONDS);
        String answer = answers.poll(30, TimeUnit.SECONDS);
        socket.abort();
        assertThat(answer).contains("\"result\"");
        return new JsonObject(answer);
    }

    private record Collector(BlockingQueue<String> answers, StringBuilder text) implements WebSocket.Listener {
        Collector(BlockingQueue<String> answers) {
            this(answers, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                answers.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
