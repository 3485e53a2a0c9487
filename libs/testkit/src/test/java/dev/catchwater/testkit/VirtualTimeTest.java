package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripted delays that pass when the test says so. */
class VirtualTimeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ManualClock clock = new ManualClock(Instant.EPOCH);

    @HttpMock
    Upstream upstream;

    @BeforeEach
    void useTime() {
        upstream.useTime(clock);
    }

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void anAnswerComesWhenTheTestHasAdvancedByItsDelayAndNotBefore() {
        upstream.when(Match.get("/")).reply(Reply.ok("late").delay(HOUR));
        CompletableFuture<String> answer = get("/");
        clock.awaitPending(1);
        assertThat(clock.untilNext()).contains(HOUR);
        clock.advance(HOUR.minusNanos(1));
        assertThat(answer).isNotDone();
        assertThat(clock.pending()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(answer.join()).isEqualTo("late");
        assertThat(clock.pending()).isZero();
        assertThat(upstream.requests().getFirst().at()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void oneAdvanceBringsManyAnswersInTheOrderOfTheirDueTimes() throws Exception {
        int calls = 20;
        IntStream.range(0, calls)
                .forEach(i -> upstream.when(Match.get("/" + i))
                        .reply(Reply.stream(stream -> {
                                    stream.write("at " + clock.instant());
                                    stream.end();
                                })
                                .delay(Duration.ofSeconds((i * 7) % calls + 1))));
        List<CompletableFuture<String>> answers =
                IntStream.range(0, calls).mapToObj(i -> get("/" + i)).toList();
        clock.awaitPending(calls);
        clock.advance(HOUR);
        for (int i = 0; i < calls; i++) {
            assertThat(answers.get(i).join()).isEqualTo("at " + Instant.ofEpochSecond((i * 7) % calls + 1));
        }
    }

    @Test
    void aDripHasHandedOverEachPartBeforeTheClockGoesOn() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("abcdef").drip(2, HOUR));
        try (var raw = new RawClient(upstream).get("/")) {
            raw.readUntil("\r\n\r\nab");
            clock.awaitPending(1);
            clock.advance(HOUR);
            raw.readUntil("cd");
            assertThat(clock.untilNext()).contains(HOUR);
            clock.advance(HOUR.multipliedBy(5));
            raw.readUntil("ef");
        }
        assertThat(clock.pending()).isZero();
    }

    @Test
    void aScriptMayPauseAndIsCarriedThroughAllItsPausesByOneAdvance() {
        upstream.when(Match.get("/")).reply(Reply.stream(stream -> {
            for (int i = 0; i < 3; i++) {
                stream.pause(HOUR);
                stream.write(clock.instant() + " ");
            }
            stream.end();
        }));
        CompletableFuture<String> answer = get("/");
        clock.awaitPending(1);
        clock.advance(HOUR.multipliedBy(3));
        assertThat(answer.join()).isEqualTo("1970-01-01T01:00:00Z 1970-01-01T02:00:00Z 1970-01-01T03:00:00Z ");
    }

    @Test
    void aClientThatLeavesTakesItsDelayAlong() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok().delay(HOUR));
        try (var _ = new RawClient(upstream).get("/")) {
            clock.awaitPending(1);
        }
        clock.awaitPending(0);
        assertThat(upstream.awaitDisconnect(Upstream.PATIENCE).at()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void http2DelaysToo() throws Exception {
        try (Upstream secure = Upstream.tls().useTime(clock);
                HttpClient other =
                        HttpClient.newBuilder().sslContext(secure.trusting()).build()) {
            secure.when(Match.get("/")).reply(Reply.ok("late").delay(HOUR));
            var answer = other.sendAsync(
                    HttpRequest.newBuilder(secure.uri("/")).build(), HttpResponse.BodyHandlers.ofString());
            clock.awaitPending(1);
            clock.advance(HOUR);
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("late");
        }
    }

    private CompletableFuture<String> get(String path) {
        return client.sendAsync(
                        HttpRequest.newBuilder(upstream.uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body)
                .orTimeout(20, TimeUnit.SECONDS);
    }
}
