package dev.catchwater.sandbox.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamsTest {

    private static final String STREAMING = "/mastodon/harbour/api/v1/streaming";

    private final HttpClient client = HttpClient.newHttpClient();
    private Sandbox sandbox;
    private Web web;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.quiet().withHeartbeat(Duration.ofMillis(100)));
        web = new Web(sandbox.baseUri());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aUsersStreamTellsOfPostsEditsBoostsAndDeletions() throws Exception {
        try (BufferedReader stream = open("/user")) {
            assertThat(stream.readLine()).isEqualTo(":)");
            String id = sandbox.world().status("harbour", "liam_quay", "Fog");
            assertThat(event(stream)).isEqualTo("event: update");
            JsonObject posted = data(stream);
            assertThat(posted.getString("id")).isEqualTo(id);
            assertThat(posted.getString("content")).isEqualTo("<p>Fog</p>");
            assertThat(posted)
                    .isEqualTo(web.json(
                            "/mastodon/harbour/api/v1/statuses/" + id,
                            "Authorization",
                            "Bearer " + SandboxOptions.DEMO_TOKEN));
            sandbox.world().editStatus("harbour", id, "Clear");
            assertThat(event(stream)).isEqualTo("event: status.update");
            assertThat(data(stream).getString("content")).isEqualTo("<p>Clear</p>");
            sandbox.world().boost("harbour", "tess_marlow", id);
            assertThat(event(stream)).isEqualTo("event: update");
            assertThat(data(stream).getJsonObject("reblog").getString("id")).isEqualTo(id);
            sandbox.world().deleteStatus("harbour", id);
            assertThat(event(stream)).isEqualTo("event: delete");
            assertThat(stream.readLine()).isEqualTo("data: " + id);
        }
    }

    @Test
    void publicAndHashtagStreamsLeaveOutWhatIsNotTheirs() throws Exception {
        try (BufferedReader everyone = open("/public");
                BufferedReader tagged = open("/hashtag?tag=Tides")) {
            String plain = sandbox.world().status("harbour", "liam_quay", "No tag");
            sandbox.world().boost("harbour", "tess_marlow", plain);
            String tides = sandbox.world().status("harbour", "liam_quay", "High #tides");
            event(everyone);
            assertThat(data(everyone).getString("id")).isEqualTo(plain);
            event(everyone);
            assertThat(data(everyone).getString("id")).isEqualTo(tides);
            event(tagged);
            assertThat(data(tagged).getString("id")).isEqualTo(tides);
        }
    }

    @Test
    void theHeartbeatThumps() throws Exception {
        try (BufferedReader stream = open("/public/local")) {
            assertThat(stream.readLine()).isEqualTo(":)");
            assertThat(stream.readLine()).isEqualTo(":thump");
            assertThat(stream.readLine()).isEqualTo(":thump");
        }
    }

    @Test
    void whoHasNoTokenHearsNothing() throws Exception {
        var missing = web.get(STREAMING + "/public");
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(missing.body()).isEqualTo("{\"error\":\"Missing access token\"}");
        assertThat(web.get(STREAMING + "/user?access_token=wrong").body())
                .isEqualTo("{\"error\":\"Invalid access token\"}");
        assertThat(web.get(STREAMING + "/health").body()).isEqualTo("OK");
        assertThat(sandbox.log().entries("mastodon").getLast().path()).doesNotContain("wrong");
    }

    @Test
    void droppedStreamsEndAndNewOnesCanBeOpened() throws Exception {
        try (BufferedReader stream = open("/user")) {
            assertThat(stream.readLine()).isEqualTo(":)");
            assertThat(sandbox.faults().dropStreams("mastodon/harbour")).isEqualTo(1);
            assertThat(ended(stream)).isTrue();
        }
        try (BufferedReader again = open("/user")) {
            assertThat(again.readLine()).isEqualTo(":)");
        }
    }

    private static boolean ended(BufferedReader stream) {
        try {
            while (true) {
                if (stream.readLine() == null) {
                    return true;
                }
            }
        } catch (IOException e) {
            return true;
        }
    }

    private BufferedReader open(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.baseUri() + STREAMING + path))
                .header("Authorization", "Bearer " + SandboxOptions.DEMO_TOKEN)
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The next event line; greetings, heartbeats and blanks passed over. */
    private static String event(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (line != null && (line.isEmpty() || line.startsWith(":"))) {
            line = stream.readLine();
        }
        return line;
    }

    private static JsonObject data(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        assertThat(line).startsWith("data: ");
        return new JsonObject(line.substring(6));
    }
}
