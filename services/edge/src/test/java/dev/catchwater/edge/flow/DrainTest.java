package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.StreamHandle;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Endings: of the node, and of one of its origins. */
class DrainTest {
    @HttpMock
    Upstream upstream;

    @Test
    void whatIsInFlightGoesOnAndNothingNewIsTaken() throws Exception {
        Opened<StreamHandle> stream = upstream.when(Match.get("/slow")).stream();
        upstream.when(Match.get("/a")).reply(Reply.ok("a"));
        try (Node node = new Node(upstream.uri("/"));
                Raw slow = new Raw(node.port());
                Raw kept = new Raw(node.port())) {
            slow.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            StreamHandle body = stream.next();
            body.write("one");
            slow.until("one");
            kept.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
            kept.until("a");
            var drained = node.plane.drain(Duration.ZERO, Duration.ofSeconds(30));
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> new Raw(node.port()).close()).isInstanceOf(IOException.class));
            assertThat(kept.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n").toEnd()).contains("Connection: close");
            assertThat(drained.isComplete()).isFalse();
            body.write("two");
            body.end();
            slow.until("two");
            assertThat(drained.toCompletionStage().toCompletableFuture().get()).isZero();
        }
    }

    @Test
    void whatDoesNotEndInTimeIsCutOffAndCounted() throws Exception {
        Opened<StreamHandle> stream = upstream.when(Match.get("/slow")).stream();
        try (Node node = new Node(upstream.uri("/"));
                Raw slow = new Raw(node.port())) {
            slow.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            stream.next().write("one");
            slow.until("one");
            assertThat(node.plane
                            .drain(Duration.ZERO, Duration.ofMillis(200))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get())
                    .isEqualTo(1);
        }
    }

    /** What is handed on has not arrived: the end waits for a reader who is slow with the last bytes, too. */
    @Test
    void theLastBytesOfASlowReaderAreNotCutOff() throws Exception {
        int length = 12 << 20;
        upstream.when(Match.get("/long"))
                .reply(Reply.ok().body(new byte[length]).header("Cache-Control", "max-age=60"));
        try (Node node = new Node(upstream.uri("/"))) {
            String get = "GET /long HTTP/1.1\r\nHost: a\r\n";
            try (Raw first = new Raw(node.port())) {
                first.send(get + "Connection: close\r\n\r\n").toEnd();
            }
            await().until(() -> node.plane.inFlight() == 0);
            try (Raw slow = Raw.slow(node.port())) {
                slow.send(get + "\r\n").until("\r\n\r\n");
                int read = 0;
                while (node.plane.inFlight() > 0) {
                    read += slow.bytes(16 * 1024).length;
                }
                var drained = node.plane.drain(Duration.ZERO, Duration.ofSeconds(30));
                await().until(node.plane::isDraining);
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                assertThat(read + slow.bytes(length - read).length).isEqualTo(length);
                assertThat(drained.toCompletionStage().toCompletableFuture().get())
                        .isZero();
            }
        }
    }

    @Test
    void connectionsOfHttp2AreToldOfTheEndAndTheirStreamsComeToTheirs() throws Exception {
        Opened<StreamHandle> stream = upstream.when(Match.get("/slow")).stream();
        upstream.when(Match.get("/")).reply(Reply.status(204));
        try (Node node = new Node(upstream.uri("/"));
                Frames client = new Frames(node.port())) {
            client.get(1, "/slow");
            StreamHandle body = stream.next();
            body.write("one");
            client.until(Frames.DATA);
            var drained = node.plane.drain(Duration.ofSeconds(1), Duration.ofSeconds(30));
            assertThat(Frames.lastStream(client.until(Frames.GO_AWAY))).isEqualTo(Integer.MAX_VALUE);
            // On its way when the client heard of it.
            client.get(3, "/");
            assertThat(client.until(Frames.HEADERS).stream()).isEqualTo(3);
            assertThat(Frames.lastStream(client.until(Frames.GO_AWAY))).isEqualTo(3);
            body.write("two");
            body.end();
            assertThat(client.until(Frames.DATA).stream()).isEqualTo(1);
            assertThat(drained.toCompletionStage().toCompletableFuture().get()).isZero();
            client.toEnd();
        }
    }

    /** One of three origins goes away under load: no request that may be sent again fails. */
    @Test
    void anOriginThatDiesCostsNoRequestThatMayBeSentAgain() throws Exception {
        Upstream two = Upstream.start();
        try (Upstream one = Upstream.start();
                Upstream three = Upstream.start();
                Node node = new Node(one.uri("/"), two.uri("/"), three.uri("/"));
                HttpClient client = HttpClient.newHttpClient();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List.of(one, two, three).forEach(each -> each.when(Match.any()).reply(Reply.ok("ok")));
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger answered = new AtomicInteger();
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                all.add(callers.submit(() -> failures(client, node.port(), over, answered)));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() > 500);
            two.close();
            await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() > 2_000);
            over.set(true);
            for (Future<Integer> each : all) {
                assertThat(each.get()).isZero();
            }
            client.shutdownNow();
        }
    }

    private static int failures(HttpClient client, int port, AtomicBoolean over, AtomicInteger answered)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/x"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        int failures = 0;
        while (!over.get()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            failures += answer.statusCode() == 200 ? 0 : 1;
            answered.incrementAndGet();
        }
        return failures;
    }
}
