package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.Served;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.StreamHandle;
import dev.catchwater.testkit.Upstream;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of sound requests. */
// Longer than the house allows: one life, step by step.
class PlaneTest {
    @HttpMock
    Upstream upstream;

    private final HttpClient client = HttpClient.newHttpClient();
    private Node node;

    @BeforeEach
    void start() {
        node = new Node(upstream.uri("/"));
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        node.close();
    }

    private HttpRequest.Builder ask(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String status(HttpResponse<?> response) {
        return String.join(",", response.headers().allValues("Cache-Status"));
    }

    private Served served() {
        await().until(() -> node.plane.inFlight() == 0);
        return node.served.getLast();
    }

    @Test
    void whatIsFreshIsAnsweredFromMemoryWithItsAge() throws Exception {
        upstream.when(Match.get("/a")).reply(Reply.ok("one").header("Cache-Control", "max-age=60"));
        HttpResponse<String> miss = send(ask("/a?b=c"));
        assertThat(status(miss)).isEqualTo("catchwater;fwd=uri-miss;stored");
        assertThat(served().how()).isEqualTo(Served.How.MISS);
        HttpResponse<String> hit = send(ask("/a?b=c"));
        assertThat(hit.body()).isEqualTo("one");
        assertThat(status(hit)).startsWith("catchwater;hit;ttl=");
        assertThat(hit.headers().firstValue("Age")).isPresent();
        assertThat(hit.headers().allValues("Via")).containsExactly("1.1 catchwater");
        assertThat(served().how()).isEqualTo(Served.How.HIT);
        assertThat(served().bytes()).isEqualTo(3);
        send(ask("/a?b=d"));
        assertThat(upstream.requests()).hasSize(2);
        assertThat(node.shelf.given).allMatch(bytes -> bytes.refCnt() == 0);
    }

    @Test
    void aLongBodyIsPouredAtItsReadersPaceAndItsBytesAreGivenBack() throws Exception {
        String long1 = "0123456789".repeat(300_000);
        upstream.when(Match.get("/long")).reply(Reply.ok(long1).header("Cache-Control", "max-age=60"));
        assertThat(send(ask("/long")).body()).isEqualTo(long1);
        assertThat(send(ask("/long")).body()).isEqualTo(long1);
        assertThat(node.shelf.given).hasSizeGreaterThan(10);
        await().until(() -> node.shelf.given.stream().map(ByteBuf::refCnt).allMatch(count -> count == 0));
    }

    @Test
    void headConditionsAndRangesAreMetFromTheStore() throws Exception {
        upstream.when(Match.get("/a"))
                .reply(Reply.ok("0123456789")
                        .header("Cache-Control", "max-age=60")
                        .header("ETag", "\"1\""));
        send(ask("/a"));
        HttpResponse<String> head = send(ask("/a").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("Content-Length")).contains("10");
        assertThat(send(ask("/a").header("If-None-Match", "\"1\"")).statusCode())
                .isEqualTo(304);
        HttpResponse<String> part = send(ask("/a").header("Range", "bytes=2-4").header("If-Range", "\"1\""));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(send(ask("/a").header("Range", "bytes=2-4").header("If-Range", "\"2\""))
                        .body())
                .isEqualTo("0123456789");
        assertThat(upstream.requests()).hasSize(1);
        upstream.when(Match.get("/b")).reply(Reply.ok("x".repeat(1_000)).header("Cache-Control", "max-age=60"));
        send(ask("/b"));
        assertThat(send(ask("/b").header("Range", "bytes=0-0,-1")).body())
                .contains("bytes 0-0/1000", "bytes 999-999/1000");
        assertThat(upstream.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "REPORT"})
    void everyMethodPassesWithItsBodyAndWhatIsUnsafeInvalidates(String method) throws Exception {
        upstream.when(Match.method(method, "/a")).reply(Reply.ok("done"));
        upstream.when(Match.get("/a")).reply(Reply.ok("one").header("Cache-Control", "max-age=60"));
        send(ask("/a"));
        HttpResponse<String> done = send(ask("/a").method(method, HttpRequest.BodyPublishers.ofString("body")));
        assertThat(done.body()).isEqualTo("done");
        assertThat(status(done)).isEqualTo("catchwater;fwd=method");
        assertThat(upstream.requests(Match.method(method, "/a")).getFirst().body())
                .isEqualTo("body");
        send(ask("/a"));
        boolean safe = method.equals("OPTIONS");
        assertThat(upstream.requests(Match.get("/a"))).hasSize(safe ? 1 : 2);
    }

    @Test
    void whatTheOriginIsToldOfTheHop() throws Exception {
        upstream.when(Match.any()).reply(Reply.ok("x"));
        try (Raw raw = new Raw(node.port())) {
            raw.send("OPTIONS /a HTTP/1.1\r\nHost: A.test:81\r\nVia: 1.0 before\r\nCDN-Loop: other\r\n"
                            + "Max-Forwards: 3\r\nTE: trailers\r\nConnection: TE, close\r\n\r\n")
                    .toEnd();
        }
        var asked = upstream.requests().getFirst();
        assertThat(asked.header("Host")).contains("a.test:81");
        assertThat(asked.header("Via")).contains("1.0 before, 1.1 catchwater");
        assertThat(asked.header("CDN-Loop")).contains("other, catchwater");
        assertThat(asked.header("Max-Forwards")).contains("2");
        assertThat(asked.header("TE")).isEmpty();
        try (Raw raw = new Raw(node.port())) {
            raw.send("OPTIONS /a HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\nConnection: close\r\n\r\n")
                    .toEnd();
        }
        assertThat(upstream.requests()).hasSize(1);
    }

    /** RFC 9110 §15.2, §6.5: what comes before an answer goes on; trailers go to who takes them. */
    @Test
    void interimAnswersAndTrailersArePassedOn() throws IOException {
        upstream.when(Match.any())
                .reply(
                        Reply.raw(
                                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
                                        + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nServer-Timing: db\r\n\r\n"));
        try (Raw raw = new Raw(node.port())) {
            String all = raw.send("GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: TE, close\r\n\r\n")
                    .toEnd();
            assertThat(all.lines().filter(line -> line.startsWith("HTTP/")))
                    .containsExactly("HTTP/1.1 102 Processing", "HTTP/1.1 103 Early Hints", "HTTP/1.1 200 OK");
            assertThat(all).containsIgnoringCase("link: </a.css>");
            assertThat(all.toLowerCase()).endsWith("0\r\nserver-timing: db\r\n\r\n");
        }
        try (Raw raw = new Raw(node.port())) {
            String all = raw.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n").toEnd();
            assertThat(all)
                    .startsWith("HTTP/1.0 200")
                    .doesNotContain("102", "103", "server-timing")
                    .endsWith("\r\n\r\nok");
        }
    }

    @Test
    void whoExpectsToBeToldIsToldWhenTheOriginWantsTheBody() throws IOException {
        upstream.when(Match.post("/a")).reply(Reply.ok("done"));
        try (Raw raw = new Raw(node.port())) {
            raw.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(raw.until("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            assertThat(raw.send("hi").until("done")).contains("HTTP/1.1 200 ");
        }
        assertThat(upstream.requests().getFirst().body()).isEqualTo("hi");
    }

    @Test
    void anEventStreamComesEventByEventAndEndsWithItsReader() throws IOException {
        Opened<StreamHandle> stream = upstream.when(Match.get("/events")).stream();
        try (Raw raw = new Raw(node.port())) {
            raw.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
            StreamHandle events = stream.next();
            events.write("data: 1\n\n");
            raw.until("data: 1\n\n");
            events.write("data: 2\n\n");
            raw.until("data: 2\n\n");
        }
        upstream.awaitDisconnect(Duration.ofSeconds(10));
        assertThat(served().status()).isEqualTo(200);
    }

    @Test
    void webSocketsPassBothWays() throws Exception {
        upstream.when(Match.get("/ws")).reply(Reply.webSocket(socket -> {
            socket.expectText("hello");
            socket.send("world");
            socket.expectClose(1000);
        }));
        var said = new CompletableFuture<String>();
        var socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + node.port() + "/ws"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        said.complete(text.toString());
                        return CompletableFuture.completedStage(null);
                    }
                })
                .join();
        socket.sendText("hello", true).join();
        assertThat(said.get(10, TimeUnit.SECONDS)).isEqualTo("world");
        socket.sendClose(1000, "").join();
        socket.abort();
        assertThat(served()).matches(all -> all.status() == 101 && all.how() == Served.How.PASS);
    }

    @Test
    void anOriginThatIsNotThereIsSaidSoAndNothingOfIt() throws Exception {
        upstream.close();
        HttpResponse<String> answer = send(ask("/a"));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Proxy-Status")).contains("catchwater;error=connection_refused");
        assertThat(answer.headers().firstValue("Cache-Status")).isPresent();
        assertThat(answer.body()).doesNotContain("127.0.0.1");
        assertThat(served().how()).isEqualTo(Served.How.FAILED);
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForWhole() throws IOException {
        upstream.when(Match.any()).reply(Reply.ok("x".repeat(10_000)).truncateAfter(5_000));
        try (Raw raw = new Raw(node.port())) {
            String all = raw.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").toEnd();
            assertThat(all).contains("10000");
            assertThat(all.length()).isLessThan(10_000);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        upstream.when(Match.any()).answer(asked -> Reply.ok(asked.path()).header("Cache-Control", "max-age=60"));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            many.append("GET /").append(i % 7).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        try (Raw raw = new Raw(node.port())) {
            raw.send(many.toString().getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 50; i++) {
                raw.until("\r\n\r\n");
                assertThat(new String(raw.bytes(2), StandardCharsets.ISO_8859_1))
                        .isEqualTo("/" + i % 7);
            }
        }
    }

    @Test
    void whatTellsARequestFromAnotherIsWholeQueryAndHost() throws IOException {
        upstream.when(Match.any())
                .answer(asked -> Reply.ok(asked.header("Host").orElse("") + asked.query())
                        .header("Cache-Control", "max-age=60"));
        for (String host : List.of("a", "b", "a", "b:81")) {
            try (Raw raw = new Raw(node.port())) {
                assertThat(raw.send("GET /?q HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                                .toEnd())
                        .contains("\r\n\r\n" + host);
            }
        }
        assertThat(upstream.requests()).hasSize(3);
    }
}
