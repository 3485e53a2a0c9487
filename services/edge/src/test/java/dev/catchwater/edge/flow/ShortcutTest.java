package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.Served;
import dev.catchwater.edge.flow.Shortcuts.Answer;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.StreamHandle;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hits that are answered before a request is made of their bytes: nothing of what holds for the others is lost. */
// Longer than the house allows: one list of rules, each with its case.
class ShortcutTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\nUser-Agent: test\r\n\r\n";
    private static final Duration IDLE = Duration.ofSeconds(75);

    @HttpMock
    Upstream upstream;

    private final AtomicInteger edition = new AtomicInteger();
    private Shortcuts node;

    @BeforeEach
    void start() {
        node = new Shortcuts(Shortcuts.knobs(true, IDLE), Node.plain(upstream.uri("/")));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Raw connect() throws IOException {
        return new Raw(node.node.port());
    }

    /** Bodies are numbered, so that it can be seen which of them was served. */
    private void origin(String... fields) {
        upstream.when(Match.get("/a")).answer(asked -> {
            Reply reply = Reply.ok("body " + edition.incrementAndGet()).header("Cache-Control", "max-age=60");
            for (int i = 0; i < fields.length; i += 2) {
                reply = reply.header(fields[i], fields[i + 1]);
            }
            return reply;
        });
    }

    @Test
    void theThirdOfTheSameIsAnsweredBeforeAnybodyLooksForARoute() throws IOException {
        origin("Content-Type", "text/plain", "X-Two", "1", "X-Two", "2");
        try (Raw raw = connect()) {
            node.ask(raw, GET);
            Answer ordinary = node.ask(raw, GET);
            node.later(Duration.ofSeconds(7));
            Answer shortly = node.ask(raw, GET);
            assertThat(ordinary.looked()).isTrue();
            assertThat(shortly.looked()).isFalse();
            assertThat(shortly.body()).isEqualTo("body 1");
            assertThat(Integer.parseInt(shortly.field("Age")) - Integer.parseInt(ordinary.field("Age")))
                    .isBetween(7, 8);
            assertThat(shortly.field("Cache-Status")).matches("catchwater;hit;ttl=5[0-3]");
            assertThat(timeless(shortly.head())).isEqualTo(timeless(ordinary.head()));
            await().until(() -> node.node.served.size() == 3);
            Served served = node.node.served.get(2);
            assertThat(served.cacheStatus()).isEqualTo(shortly.field("Cache-Status"));
            assertThat(List.of(served.route(), served.method(), served.host(), served.path()))
                    .containsExactly("default", "GET", "a", "/a");
            assertThat(served.how()).isEqualTo(Served.How.HIT);
            assertThat(served.bytes()).isEqualTo(6);
            assertThat(served.status()).isEqualTo(200);
            assertThat(served.nanos()).isPositive();
        }
    }

    private static String timeless(String head) {
        return head.replaceAll("Age: \\d+", "Age: 0").replaceAll("ttl=\\d+", "ttl=0");
    }

    /** The field lines of a client change, and on another connection there are none before. */
    @Test
    void whatMeansNothingToTheStoreMakesNoDifference() throws IOException {
        origin();
        try (Raw raw = connect();
                Raw other = connect()) {
            node.learn(raw, GET);
            for (String field : List.of(
                    "user-agent: other/2.0",
                    "Referer: http://a/b",
                    "Accept: */*",
                    "ACCEPT-LANGUAGE: de",
                    "Connection: Keep-Alive",
                    "X-Forwarded-For: 1.2.3.4",
                    "Sec-Fetch-Mode:cors")) {
                Answer answer = node.ask(other, "GET /a HTTP/1.1\r\n" + field + "\r\nhost:  a \r\n\r\n");
                assertThat(answer.looked()).as(field).isFalse();
                assertThat(answer.body()).isEqualTo("body 1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cookie: a=b",
                "Authorization: Basic x",
                "Range: bytes=0-1",
                "If-None-Match: \"1\"",
                "If-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT",
                "Cache-Control: max-age=0",
                "Pragma: no-cache",
                "Connection: close",
                "Connection: keep-alive, TE",
                "TE: trailers",
                "Max-Forwards: 1",
                "Via: 1.1 other",
                "CDN-Loop: other",
                "X-Unknown: 1",
                "Accept-Encoding: gzip",
                "Accept-Encoding: ",
                "Content-Length: 0"
            })
    void whatMayMeanSomethingGoesTheOrdinaryWay(String field) throws IOException {
        origin();
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            assertThat(node.ask(raw, "GET /a HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n")
                            .looked())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n",
                "GET http://a/a HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a?b HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /%61 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: A\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a:80\r\n\r\n"
            })
    void whatIsWrittenInAnotherWayIsReadAnew(String request) throws IOException {
        origin();
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            assertThat(node.ask(raw, request).looked()).isTrue();
        }
    }

    /** Each differs by little from one that is answered at once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET /a HTTP/1.1\r\nUser-Agent: test\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\nUser-Agent: test\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nUser-Agent: a\r\n b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nUser-Agent : a\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nUser-Agent: a\rb\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nUser-Agent: a\0b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nUser-Agent: a\177b\r\n\r\n",
                "GET /a HTTP/1.1\nHost: a\r\nUser-Agent: test\r\n\r\n",
                "GET  /a HTTP/1.1\r\nHost: a\r\nUser-Agent: test\r\n\r\n",
                "GET /a HTTP/1.2\r\nHost: a\r\nUser-Agent: test\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nUser-Agent: test\r\n\n\n\n"
            })
    void whatIsRefusedIsRefusedBetweenHitsToo(String request) throws IOException {
        origin();
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            Answer answer = node.ask(raw, request + GET);
            assertThat(answer.status()).isBetween(400, 505);
            assertThat(raw.toEnd()).isEmpty();
        }
    }

    @Test
    void emptyLinesBetweenRequestsAreForgivenOnceEach() throws IOException {
        origin();
        try (Raw raw = connect()) {
            node.learn(raw, GET);
            for (int i = 0; i < 3; i++) {
                assertThat(node.ask(raw, "\r\n" + GET).body()).isEqualTo("body 1");
                raw.send("\r\n");
                assertThat(node.ask(raw, GET).body()).isEqualTo("body 1");
                assertThat(node.ask(raw, GET).looked()).isFalse();
            }
            assertThat(node.ask(raw, "\r\n\r\n" + GET).status()).isEqualTo(400);
        }
    }

    @Test
    void itIsNotServedWhenItIsNotFreshAnyMore() throws IOException {
        origin();
        try (Raw raw = connect()) {
            node.learn(raw, GET);
            node.later(Duration.ofSeconds(55));
            assertThat(node.ask(raw, GET).looked()).isFalse();
            node.later(Duration.ofSeconds(6));
            assertThat(node.ask(raw, GET).looked()).isTrue();
        }
    }

    @Test
    void aClockThatIsSetBackIsNobodysLifetime() throws IOException {
        origin();
        try (Raw raw = connect()) {
            node.learn(raw, GET);
            node.later(Duration.ofSeconds(-30));
            assertThat(node.ask(raw, GET).looked()).isTrue();
        }
    }

    @Test
    void afterAHardPurgeTheBodyIsNeverServedAgain() throws IOException {
        origin();
        try (Raw raw = connect()) {
            for (int round = 1; round <= 5; round++) {
                assertThat(node.learn(raw, GET).looked()).isFalse();
                node.purge(Purge.Mode.HARD);
                assertThat(node.ask(raw, GET).body()).isEqualTo("body " + (round + 1));
            }
        }
    }

    @Test
    void afterASoftPurgeTheOriginIsAsked() throws IOException {
        origin("ETag", "\"1\"");
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            node.purge(Purge.Mode.SOFT);
            assertThat(node.ask(raw, GET).looked()).isTrue();
            assertThat(upstream.requests()).hasSize(2);
            assertThat(upstream.requests().get(1).header("If-None-Match")).contains("\"1\"");
        }
    }

    @Test
    void anUnsafeMethodMakesItInvalid() throws IOException {
        origin();
        upstream.when(Match.post("/a")).reply(Reply.ok("done"));
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            node.ask(raw, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
            assertThat(node.ask(raw, GET).body()).isEqualTo("body 2");
        }
    }

    @Test
    void whatHasMadeRoomIsFetchedAgain() throws IOException {
        origin();
        upstream.when(Match.any().pathMatching("/fill/.*"))
                .reply(Reply.ok("x".repeat(1 << 20)).header("Cache-Control", "max-age=60"));
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            long entries = node.shelf.view().memory().evictions();
            for (int i = 0; i < 90; i++) {
                String path = "GET /fill/" + i + " HTTP/1.1\r\nHost: a\r\n\r\n";
                node.ask(raw, path);
                for (int more = 0; more < 3; more++) {
                    node.ask(raw, path);
                }
            }
            assertThat(node.shelf.view().memory().evictions()).isGreaterThan(entries);
            Answer after = node.ask(raw, GET);
            assertThat(after.body())
                    .isEqualTo(upstream.requests(Match.get("/a")).size() == 1 ? "body 1" : "body 2");
            assertThat(after.looked()).isEqualTo(after.body().equals("body 2"));
        }
    }

    @Test
    void otherRoutesAreLookedUpAnew() throws IOException {
        origin();
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            node.node.lanes.use(Node.plain(upstream.uri("/")));
            assertThat(node.ask(raw, GET).looked()).isTrue();
            assertThat(node.ask(raw, GET).looked()).isFalse();
        }
    }

    @Test
    void anAnswerThatVariesIsForThoseWhoAreToldApartByTheirCodings() throws IOException {
        upstream.when(Match.get("/a"))
                .answer(asked -> Reply.ok(asked.header("Accept-Encoding").orElse("none"))
                        .header("Cache-Control", "max-age=60")
                        .header("Vary", "Accept-Encoding, X-Absent"));
        String other = GET.replace("User-Agent: test", "Accept-Encoding: gzip");
        try (Raw raw = connect()) {
            node.ask(raw, GET);
            node.ask(raw, other);
            for (String request : List.of(GET, other, GET, other)) {
                node.ask(raw, request);
            }
            assertThat(node.ask(raw, GET)).isEqualTo(node.ask(raw, GET));
            assertThat(node.ask(raw, GET).body()).isEqualTo("none");
            assertThat(node.ask(raw, other).body()).isEqualTo("gzip");
            assertThat(node.ask(raw, other).looked()).isFalse();
        }
    }

    @Test
    void anAnswerThatVariesByAFieldThatIsNotToldApartGoesTheOrdinaryWay() throws IOException {
        upstream.when(Match.get("/a"))
                .answer(asked -> Reply.ok(asked.header("User-Agent").orElse("none"))
                        .header("Cache-Control", "max-age=60")
                        .header("Vary", "user-agent"));
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isTrue();
            String other = GET.replace("test", "other");
            node.learn(raw, other);
            assertThat(node.ask(raw, GET).body()).isEqualTo("test");
            assertThat(node.ask(raw, other).body()).isEqualTo("other");
        }
    }

    @Test
    void requestsBehindOneThatWaitsAreAnsweredBehindIt() throws IOException {
        origin();
        Opened<StreamHandle> slow = upstream.when(Match.get("/slow")).stream();
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            raw.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            StreamHandle body = slow.next();
            raw.send(GET + GET);
            body.write("one");
            raw.until("one");
            body.write("two");
            body.end();
            assertThat(raw.until("body 1").indexOf("two")).isNotNegative();
            raw.until("body 1");
            assertThat(node.ask(raw, GET).looked()).isFalse();
        }
    }

    @Test
    void manyAtOnceAreAnsweredInTheirOrderWhicheverWayTheyGo() throws IOException {
        upstream.when(Match.any()).answer(asked -> Reply.ok(asked.path()).header("Cache-Control", "max-age=60"));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            many.append("GET /").append(i * i % 11).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        try (Raw raw = connect()) {
            for (int round = 0; round < 6; round++) {
                raw.send(many.toString());
                for (int i = 0; i < 50; i++) {
                    assertThat(Shortcuts.next(raw, false).body()).isEqualTo("/" + i * i % 11);
                }
            }
            assertThat(node.node.looked.get()).isLessThan(6 * 50);
        }
    }

    @Test
    void behindTheLastResponseOfAConnectionThereIsNone() throws IOException {
        origin();
        upstream.when(Match.get("/big")).reply(Reply.ok("x".repeat(8 << 20)).header("Cache-Control", "no-store"));
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            raw.send("GET /big HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            raw.until("\r\n\r\n");
            raw.send(GET);
            assertThat(raw.toEnd()).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void whatIsSentWhereAnotherProtocolIsSpokenIsNoRequest() throws IOException {
        origin();
        upstream.when(Match.get("/ws")).reply(Reply.webSocket(socket -> socket.expectClose(1000)));
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            raw.send("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            assertThat(raw.until("\r\n\r\n")).startsWith("HTTP/1.1 101 ");
            raw.send(GET);
            assertThat(raw.toEnd()).doesNotContain("HTTP/1.1", "body");
        }
        upstream.takeComplaints();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoTakesNoAnswersIsNotHeardWithMoreQuestions(boolean open) throws Exception {
        node.close();
        node = new Shortcuts(Shortcuts.knobs(open, IDLE), Node.plain(upstream.uri("/")));
        upstream.when(Match.get("/a")).reply(Reply.ok("x".repeat(16_000)).header("Cache-Control", "max-age=60"));
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();
                Raw raw = connect()) {
            node.learn(raw, GET);
            byte[] many = GET.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            var _ = sender.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    raw.send(many);
                }
                return null;
            });
            AtomicInteger before = new AtomicInteger();
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                int now = node.node.served.size();
                return before.getAndSet(now) == now && now > 3;
            });
            assertThat(node.node.served.size()).isLessThan(5_000);
            for (int i = 0; i < 5_000; i++) {
                assertThat(Shortcuts.next(raw, false).body()).hasSize(16_000);
            }
        }
    }

    @Test
    void whileTheNodeEndsEachResponseSaysThatItIsTheLast() throws IOException {
        origin();
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isFalse();
            node.node.plane.drain(Duration.ofSeconds(20), Duration.ofSeconds(20));
            assertThat(node.ask(raw, GET).field("Connection")).isEqualTo("close");
            assertThat(raw.toEnd()).isEmpty();
        }
    }

    @Test
    void aConnectionOfHitsAloneIsNotIdleAndOneWithoutIs() throws IOException {
        node.close();
        node = new Shortcuts(Shortcuts.knobs(true, Duration.ofSeconds(1)), Node.plain(upstream.uri("/")));
        origin();
        try (Raw raw = connect()) {
            node.learn(raw, GET);
            long until = System.nanoTime() + Duration.ofMillis(2_500).toNanos();
            await().pollInterval(Duration.ofMillis(100))
                    .until(() -> !node.ask(raw, GET).looked() && System.nanoTime() > until);
            assertThat(raw.toEnd()).isEmpty();
        }
    }

    @Test
    void aHeadThatComesByteByByteIsAnswered() throws IOException {
        origin();
        try (Raw raw = connect()) {
            node.learn(raw, GET);
            for (byte b : GET.getBytes(StandardCharsets.US_ASCII)) {
                raw.send(new byte[] {b});
            }
            assertThat(Shortcuts.next(raw, false).body()).isEqualTo("body 1");
            assertThat(node.ask(raw, GET).looked()).isFalse();
        }
    }

    @Test
    void shutShortcutsAreNotTaken() throws IOException {
        node.close();
        node = new Shortcuts(Shortcuts.knobs(false, IDLE), Node.plain(upstream.uri("/")));
        origin();
        try (Raw raw = connect()) {
            assertThat(node.learn(raw, GET).looked()).isTrue();
        }
    }
}
