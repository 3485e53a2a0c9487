package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.Served;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stale use by a cache that is disconnected (RFC 9111 §4.2.4): what has an Age beyond its lifetime is stale when it comes. */
class DisconnectedTest {
    @HttpMock
    Upstream upstream;

    private Node node;

    @BeforeEach
    void start() {
        node = new Node(upstream.uri("/"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + node.port() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Reply stale(String control) {
        return Reply.ok("one").header("Cache-Control", control).header("Age", "60");
    }

    @Test
    void whatWasFreshIsUsedWhileTheOriginGivesNoAnswer() throws Exception {
        upstream.when(Match.get("/a")).reply(stale("max-age=10"), Reply.reset(), Reply.reset(), Reply.reset());
        assertThat(get("/a").body()).isEqualTo("one");
        HttpResponse<String> answer = get("/a");
        assertThat(answer.body()).isEqualTo("one");
        assertThat(answer.headers().firstValueAsLong("Age").orElse(0)).isGreaterThanOrEqualTo(60);
        assertThat(answer.headers().firstValue("Cache-Status").orElse("")).startsWith("catchwater;fwd=stale");
        await().until(() -> node.plane.inFlight() == 0);
        assertThat(node.served.getLast().how()).isEqualTo(Served.How.STALE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age=10, must-revalidate",
                "max-age=10, proxy-revalidate",
                "s-maxage=10",
                "max-age=10, no-cache",
                "max-age=0"
            })
    void whatForbidsItIsHeeded(String control) throws Exception {
        upstream.when(Match.get("/a")).reply(stale(control), Reply.reset(), Reply.reset(), Reply.reset());
        get("/a");
        assertThat(get("/a").statusCode()).isEqualTo(502);
    }

    @Test
    void anErrorIsAnAnswer() throws Exception {
        upstream.when(Match.get("/a")).reply(stale("max-age=10"), Reply.status(503));
        get("/a");
        assertThat(get("/a").statusCode()).isEqualTo(503);
    }
}
