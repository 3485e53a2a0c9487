package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.Served;
import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Limits;
import dev.catchwater.edge.route.Match;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.RateLimit;
import dev.catchwater.edge.route.Route;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client's rate on a route, in a test's time: what is used up does not come back. */
class RateLimitTest {
    @HttpMock
    Upstream upstream;

    private Node node;

    @BeforeEach
    void start() {
        upstream.when(dev.catchwater.testkit.Match.any()).reply(Reply.ok("one").header("Cache-Control", "max-age=60"));
        node = new Node(new HeapShelf(), route("scarce", "/scarce", 3), route("other", "/", 1_000));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Route route(String name, String path, int burst) {
        return Route.of(
                name,
                new Match(List.of(), List.of(new Match.Path(path, false)), List.of()),
                OriginGroup.of("o", List.of(upstream.uri("/"))),
                KeyPolicy.DEFAULT,
                Lifetimes.DEFAULT,
                Compression.OFF,
                Limits.DEFAULT,
                Optional.of(new RateLimit(0.001, burst)));
    }

    private HttpResponse<String> get(HttpClient client, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + node.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).build();
    }

    @Test
    void whatIsOverTheRateIsAnswered429WhereverTheAnswerLies() throws Exception {
        try (HttpClient client = client(HttpClient.Version.HTTP_1_1)) {
            for (int i = 0; i < 3; i++) {
                assertThat(get(client, "/scarce").body()).isEqualTo("one");
            }
            HttpResponse<String> refused = get(client, "/scarce");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.headers().firstValue("Cache-Status")).contains("catchwater;detail=\"rate-limited\"");
            assertThat(Long.parseLong(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(900L, 1_000L);
            assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"scarce\";q=3;w=3000");
            assertThat(refused.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"scarce\";r=0;t=");
            assertThat(refused.body()).contains("\"status\":429");
            // Of this route, and of this client.
            assertThat(get(client, "/").statusCode()).isEqualTo(200);
            assertThat(from("127.0.0.2", "GET /scarce")).startsWith("HTTP/1.1 200");
        }
        await().until(() -> node.plane.inFlight() == 0);
        assertThat(node.served)
                .filteredOn(served -> served.how() == Served.How.REFUSED)
                .singleElement()
                .matches(served -> served.status() == 429 && served.route().equals("scarce"));
        assertThat(node.served)
                .filteredOn(served -> served.how() == Served.How.HIT)
                .hasSize(3);
        assertThat(upstream.requests()).hasSize(2);
    }

    private String from(String address, String line) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), node.port(), InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void streamsOfHttp2CountAsRequestsDo() throws Exception {
        try (HttpClient two = client(HttpClient.Version.HTTP_2)) {
            get(two, "/");
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = get(two, "/scarce");
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.statusCode()).isEqualTo(200);
            }
            assertThat(get(two, "/scarce").statusCode()).isEqualTo(429);
            assertThat(get(two, "/").statusCode()).isEqualTo(200);
            assertThat(from("127.0.0.1", "GET /scarce")).startsWith("HTTP/1.1 429");
        }
    }

    /** Connections go to one loop and the other in turn; each would grant all of it. */
    @Test
    void theRateIsTheNodesNotAnEventLoops() throws Exception {
        List<Raw> many = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                many.add(new Raw(node.port()));
            }
            int granted = 0;
            for (Raw raw : many) {
                raw.send("GET /scarce HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            for (Raw raw : many) {
                granted += raw.until("\r\n\r\n").startsWith("HTTP/1.1 200") ? 1 : 0;
            }
            assertThat(granted).isEqualTo(3);
        } finally {
            for (Raw raw : many) {
                raw.close();
            }
        }
    }

    /** What follows the head would be read as the next request. */
    @Test
    void aBodyThatIsRefusedUnreadEndsTheConnectionAndNothingReachesTheOrigin() throws IOException {
        for (int i = 0; i < 3; i++) {
            from("127.0.0.1", "GET /scarce");
        }
        int before = upstream.requests().size();
        try (Raw raw = new Raw(node.port())) {
            String all = raw.send("POST /scarce HTTP/1.1\r\nHost: a\r\nContent-Length: 30\r\n\r\nGET / HTTP/1.1\r\n")
                    .toEnd();
            assertThat(all).startsWith("HTTP/1.1 429").containsIgnoringCase("connection: close");
            assertThat(all.split("HTTP/1.1 ", -1)).hasSize(2);
        }
        try (Raw raw = new Raw(node.port())) {
            raw.send("GET /scarce HTTP/1.1\r\nHost: a\r\n\r\n").until("\r\n\r\n{");
            assertThat(raw.until("}")).contains("429");
            raw.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(raw.until("\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
        assertThat(upstream.requests()).hasSize(before + 1);
    }
}
