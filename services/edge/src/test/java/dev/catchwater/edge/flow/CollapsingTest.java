package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many equal requests at once, over sockets, and an origin that does not answer them as hoped. */
class CollapsingTest {
    private static final String ASK = "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final Reply GOOD = Reply.ok("good").header("Cache-Control", "max-age=60");

    @HttpMock
    Upstream upstream;

    private final List<Raw> herd = new ArrayList<>();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    @AfterEach
    void leave() throws IOException {
        gate.complete(null);
        for (Raw one : herd) {
            one.close();
        }
    }

    private Node node(Duration maxWait) {
        return new Node(Node.quick(Duration.ofSeconds(30)), Optional.empty(), maxWait, new URI[] {upstream.uri("/")});
    }

    /** Asks so many times more, and waits until all of them are at the node. */
    private void ask(Node node, int many) throws IOException {
        for (int i = 0; i < many; i++) {
            herd.add(new Raw(node.port()).send(ASK));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> node.plane.inFlight() >= herd.size());
    }

    private List<String> answers() throws IOException {
        List<String> answers = new ArrayList<>();
        for (Raw one : herd) {
            answers.add(one.toEnd());
        }
        return answers;
    }

    private void pass() {
        gate.join();
    }

    private static void meet(CountDownLatch all) {
        all.countDown();
        try {
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoWaitForAnOriginThatBreaksOffAreToldSoAndDoNotAskItEach() throws IOException {
        upstream.when(Match.get("/a")).answer(asked -> {
            pass();
            return Reply.reset();
        });
        try (Node node = node(Duration.ofMinutes(2))) {
            ask(node, 300);
            gate.complete(null);
            assertThat(answers())
                    .hasSize(300)
                    .allSatisfy(answer ->
                            assertThat(answer).startsWith("HTTP/1.1 502 ").contains("Proxy-Status: "));
        }
        assertThat(upstream.requests())
                .as("two leaders, each with its attempts")
                .hasSizeBetween(2, 6);
    }

    @Test
    void anErrorIsAskedForTwiceAndItsStatusIsForAll() throws IOException {
        upstream.when(Match.get("/a")).answer(asked -> {
            pass();
            return Reply.status(503).body("the origin's own words");
        });
        try (Node node = node(Duration.ofMinutes(2))) {
            ask(node, 300);
            gate.complete(null);
            List<String> answers = answers();
            assertThat(answers)
                    .hasSize(300)
                    .allSatisfy(answer -> assertThat(answer).startsWith("HTTP/1.1 503 "));
            assertThat(answers.stream().filter(answer -> answer.contains("own words")))
                    .hasSize(2);
            assertThat(answers.stream().filter(answer -> answer.contains("error=destination_unavailable")))
                    .hasSize(298)
                    .allSatisfy(answer -> assertThat(answer).contains("Retry-After: 1"));
        }
        assertThat(upstream.requests()).hasSize(2);
    }

    @Test
    void whereSomethingStaleStandsInItDoesSoForAllAndTheOriginIsAskedOnce() throws IOException {
        AtomicInteger asks = new AtomicInteger();
        upstream.when(Match.get("/a")).answer(asked -> {
            if (asks.getAndIncrement() == 0) {
                return Reply.ok("good").header("Cache-Control", "max-age=0, stale-if-error=600");
            }
            pass();
            return Reply.status(503);
        });
        try (Node node = node(Duration.ofMinutes(2))) {
            try (Raw first = new Raw(node.port())) {
                assertThat(first.send(ASK).toEnd()).endsWith("good");
            }
            ask(node, 300);
            gate.complete(null);
            assertThat(answers())
                    .hasSize(300)
                    .allSatisfy(answer ->
                            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("good"));
        }
        assertThat(upstream.requests()).hasSize(2);
    }

    @Test
    void aLeaderWhoseClientLeavesHandsOver() throws IOException {
        upstream.when(Match.get("/a")).answer(asked -> {
            pass();
            return GOOD;
        });
        try (Node node = node(Duration.ofMinutes(2))) {
            try (Raw leader = new Raw(node.port())) {
                leader.send(ASK);
                upstream.awaitRequests(1, Duration.ofSeconds(20));
                ask(node, 50);
            }
            upstream.awaitRequests(2, Duration.ofSeconds(20));
            gate.complete(null);
            assertThat(answers()).allSatisfy(answer -> assertThat(answer).endsWith("good"));
        }
        assertThat(upstream.requests()).hasSize(2);
    }

    @Test
    void aLeaderThatIsStuckIsFollowed() throws IOException {
        AtomicInteger asks = new AtomicInteger();
        upstream.when(Match.get("/a")).answer(asked -> asks.getAndIncrement() == 0 ? Reply.never() : GOOD);
        try (Node node = node(Duration.ofSeconds(1))) {
            ask(node, 1);
            upstream.awaitRequests(1, Duration.ofSeconds(20));
            ask(node, 50);
            for (Raw waiter : herd.subList(1, 51)) {
                assertThat(waiter.toEnd()).endsWith("good");
            }
        }
        assertThat(upstream.requests()).hasSize(2);
    }

    /** Each answer waits until all have asked: one after the other they would never be there. */
    @Test
    void whatIsForOneAloneIsRememberedAndNeverWaitedFor() throws IOException {
        CountDownLatch afterTheFirst = new CountDownLatch(49);
        CountDownLatch remembered = new CountDownLatch(50);
        AtomicInteger asks = new AtomicInteger();
        upstream.when(Match.get("/a")).answer(asked -> {
            int ask = asks.getAndIncrement();
            if (ask == 0) {
                pass();
            } else {
                meet(ask < 50 ? afterTheFirst : remembered);
            }
            return Reply.ok("mine").header("Cache-Control", "private");
        });
        try (Node node = node(Duration.ofMinutes(2))) {
            ask(node, 50);
            gate.complete(null);
            assertThat(answers()).allSatisfy(answer -> assertThat(answer).endsWith("mine"));
            herd.clear();
            for (int i = 0; i < 50; i++) {
                herd.add(new Raw(node.port()).send(ASK));
            }
            assertThat(answers()).allSatisfy(answer -> assertThat(answer).endsWith("mine"));
        }
        assertThat(upstream.requests()).hasSize(100);
    }
}
