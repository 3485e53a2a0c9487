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
