package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a well-behaved client sees of a well-behaved upstream. */
class UpstreamTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @HttpMock
    Upstream upstream;

    @AfterEach
    void closeClient() {
        client.shutdownNow();
    }

    @Test
    void aSequenceIsAnsweredInOrderAndItsLastReplyRepeats() throws Exception {
        upstream.when(Match.get("/feed")).reply(Reply.status(503).header("Retry-After", "1"), Reply.ok("here"));
        HttpResponse<String> first = get("/feed");
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).contains("1");
        assertThat(get("/feed").body()).isEqualTo("here");
        assertThat(get("/feed").body()).isEqualTo("here");
    }

    @Test
    void requestsOnAReusedConnectionShareItsNumber() throws Exception {
        upstream.when(Match.any()).reply(Reply.ok("a"), Reply.ok("b").header("Connection", "close"), Reply.ok("c"));
        get("/1");
        get("/2");
        get("/3");
        assertThat(upstream.requests()).extracting(Received::connection).containsExactly(1L, 1L, 2L);
    }

    @Test
    void everythingOfARequestIsRecorded() throws Exception {
        upstream.when(Match.post("/form").query("q", "a b").body("naïve")).reply(Reply.status(201));
        HttpRequest request = HttpRequest.newBuilder(upstream.uri("/form?q=a%20b&empty"))
                .header("X-Two", "1")
                .header("X-Two", "2")
                .POST(HttpRequest.BodyPublishers.ofString("naïve"))
                .build();
        assertThat(send(request).statusCode()).isEqualTo(201);
        Received received = upstream.requests().getFirst();
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.path()).isEqualTo("/form");
        assertThat(received.query()).isEqualTo("q=a%20b&empty");
        assertThat(received.queryValues("empty")).containsExactly("");
        assertThat(received.headers().get("x-two")).containsExactly("1", "2");
        assertThat(received.body()).isEqualTo("naïve");
        assertThat(received.bodyLength()).isEqualTo(6);
    }

    @Test
    void aLongChunkedBodyIsCountedWholeAndKeptUpToItsFirstMebibyte() throws Exception {
        upstream.when(Match.method("PUT", "/")).reply(Reply.status(204));
        byte[] part = new byte[3 << 19];
        HttpRequest request = HttpRequest.newBuilder(upstream.uri("/"))
                .expectContinue(true)
                .PUT(HttpRequest.BodyPublishers.ofByteArrays(List.of(part, part)))
                .build();
        assertThat(send(request).statusCode()).isEqualTo(204);
        Received received = upstream.requests().getFirst();
        assertThat(received.bodyLength()).isEqualTo(3 << 20);
        assertThat(received.bodyBytes()).hasSize(1 << 20);
    }

    @Test
    void theMostSpecificExpectationAnswersAndTheLatestAmongEquals() throws Exception {
        upstream.when(Match.get("/feed?page=2")).reply(Reply.ok("second page"));
        upstream.when(Match.get("/feed")).reply(Reply.ok("old"));
        upstream.when(Match.get("/feed")).reply(Reply.ok("new"));
        assertThat(get("/feed?page=2").body()).isEqualTo("second page");
        assertThat(get("/feed").body()).isEqualTo("new");
    }

    @Test
    void repliesMayDependOnTheRequest() throws Exception {
        upstream.when(Match.get("/feed")).answer(Reply.revalidating("\"1\"", Reply.ok("full")));
        upstream.when(Match.any()).answer(request -> Reply.redirect(302, "/feed?from=" + request.path()));
        assertThat(get("/feed").headers().firstValue("ETag")).contains("\"1\"");
        HttpRequest conditional = HttpRequest.newBuilder(upstream.uri("/feed"))
                .header("If-None-Match", "\"1\"")
                .build();
        assertThat(send(conditional).statusCode()).isEqualTo(304);
        assertThat(get("/other").headers().firstValue("Location")).contains("/feed?from=/other");
    }

    @Test
    void answersWithoutABodyLeaveTheConnectionUsable() throws Exception {
        upstream.when(Match.any()).reply(Reply.ok("body"), Reply.status(204), Reply.status(304), Reply.ok("end"));
        HttpRequest head = HttpRequest.newBuilder(upstream.uri("/")).HEAD().build();
        assertThat(send(head).headers().firstValue("Content-Length")).contains("4");
        assertThat(get("/").statusCode()).isEqualTo(204);
        assertThat(get("/").statusCode()).isEqualTo(304);
        assertThat(get("/").body()).isEqualTo("end");
        assertThat(upstream.requests()).extracting(Received::connection).containsOnly(1L);
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        upstream.when(Match.get("/1")).reply(Reply.ok("first").delay(Duration.ofMillis(50)));
        upstream.when(Match.get("/2")).reply(Reply.ok("second"));
        try (var raw = new RawClient(upstream).get("/1").get("/2")) {
            assertThat(raw.readUntil("second")).contains("first");
        }
    }

    @Test
    void aDelayIsWaitedOutBeforeTheHead() throws Exception {
        upstream.when(Match.any()).reply(Reply.ok("late").delay(Duration.ofMillis(120)));
        long began = System.nanoTime();
        assertThat(get("/").body()).isEqualTo("late");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void chunksComeWithTheirGaps() throws Exception {
        upstream.when(Match.any()).reply(Reply.ok().chunks(List.of("a", "b", "c"), Duration.ofMillis(20)));
        assertThat(get("/").body()).isEqualTo("abc");
    }

    @Test
    void aStreamIsWrittenByTheTest() {
        Opened<StreamHandle> streams = upstream.when(Match.get("/live")).stream();
        var answer = client.sendAsync(
                HttpRequest.newBuilder(upstream.uri("/live")).build(), HttpResponse.BodyHandlers.ofLines());
        StreamHandle stream = streams.next();
        stream.write("one\n");
        var lines = answer.join().body().iterator();
        assertThat(lines.next()).isEqualTo("one");
        stream.write("two\n");
        assertThat(lines.next()).isEqualTo("two");
        assertThat(stream.awaitDrain(Upstream.PATIENCE)).isTrue();
        stream.end();
        assertThat(lines.hasNext()).isFalse();
        assertThat(upstream.disconnects()).isEmpty();
    }

    @Test
    void anEventStreamIsWrittenInFrames() throws Exception {
        upstream.when(Match.get("/events")).reply(Reply.sse(sse -> {
            sse.retry(Duration.ofSeconds(3));
            sse.comment("beat");
            sse.send(SseFrame.data("two\nlines").id("7").event("post"));
            sse.end();
        }));
        HttpResponse<String> events = get("/events");
        assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(events.body()).isEqualTo("retry: 3000\n\n: beat\n\nid: 7\nevent: post\ndata: two\ndata: lines\n\n");
    }

    @Test
    void whatMatchesNothingIsExplainedByItsDifferenceFromTheNearestExpectation() throws Exception {
        upstream.when(Match.get("/posts")).reply(Reply.ok());
        upstream.when(Match.get("/feed").header("If-None-Match", "\"1\"")).reply(Reply.ok());
        HttpRequest request = HttpRequest.newBuilder(upstream.uri("/feed"))
                .header("If-None-Match", "\"2\"")
                .build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("    GET /feed\n").contains("""
                        Nearest expectation, ≠ marks what differs:
                            = method GET
                            = path   /feed
                            ≠ header expected If-None-Match: "1"
                                     actual   If-None-Match: "2"
                        Also expected:
                            GET /posts
                        """);
        assertThatThrownBy(upstream::verify).isInstanceOf(AssertionError.class).hasMessageContaining(answer.body());
        assertThat(upstream.takeComplaints()).containsExactly(answer.body());
        upstream.verify();
    }

    @Test
    void twoUpstreamsTalkedToInTurnsDoNotMix(@HttpMock Upstream other) throws Exception {
        upstream.when(Match.any()).answer(r -> Reply.ok("left " + r.path()));
        other.when(Match.any()).answer(r -> Reply.ok("right " + r.path()));
        for (int i = 0; i < 100; i++) {
            var left = client.sendAsync(
                    HttpRequest.newBuilder(upstream.uri("/" + i)).build(), HttpResponse.BodyHandlers.ofString());
            var right = client.sendAsync(
                    HttpRequest.newBuilder(other.uri("/" + i)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(left.join().body()).isEqualTo("left /" + i);
            assertThat(right.join().body()).isEqualTo("right /" + i);
        }
        assertThat(upstream.requests()).hasSize(100);
        assertThat(other.requests()).hasSize(100);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(upstream.uri(path)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
