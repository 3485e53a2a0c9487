package dev.catchwater.fairlead.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseClientTest {
    private static final Request ASK = Request.get("http://upstream.test/stream");
    private static final SsePolicy POLICY = new SsePolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), 1_000);

    private final ManualTimers timers = new ManualTimers();
    private final List<Request> sent = new ArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Deque<Function<Request, Response>> script = new ArrayDeque<>();
    private final Next upstream = request -> Uni.createFrom().item(() -> {
        sent.add(request);
        return (script.size() > 1 ? script.removeFirst() : script.getFirst()).apply(request);
    });
    private final SseClient client = new SseClient(upstream, POLICY, timers, new Random(3));

    private void streams(String... chunks) {
        answers(200, Multi.createFrom().items(chunks).map(Buffer::buffer), "Content-Type", "text/event-stream");
    }

    private void streamsAndStays(String... chunks) {
        answers(
                200,
                Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().items(chunks),
                                Multi.createFrom().nothing())
                        .map(Buffer::buffer)
                        .onCancellation()
                        .invoke(cancelled::incrementAndGet),
                "Content-Type",
                "text/event-stream;charset=utf-8");
    }

    private void answers(int status, Multi<Buffer> body, String... headers) {
        script.add(request ->
                new Response(request, status, Headers.of(headers), ResponseBody.of(body, cancelled::incrementAndGet)));
    }

    private AssertSubscriber<SseSignal> connect(long demand) {
        return client.connect(ASK).subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static Duration pauseIn(SseSignal signal) {
        assertThat(signal).isInstanceOf(SseSignal.Lost.class);
        return ((SseSignal.Lost) signal).retryIn();
    }

    @Test
    void aLostStreamIsTakenUpAgainWhereItBroke() {
        streams("id: 7\ndata: a\n\nid: 8\ndata: cut");
        streamsAndStays("data: b\n\n");
        var reader = connect(Long.MAX_VALUE);
        timers.clock().advance(Duration.ofSeconds(2));
        assertThat(reader.getItems())
                .satisfiesExactly(
                        opened -> assertThat(opened).isEqualTo(new SseSignal.Opened(1)),
                        event -> assertThat(event).isEqualTo(new SseEvent("message", "a", "7")),
                        lost -> assertThat(pauseIn(lost)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_250)),
                        opened -> assertThat(opened).isEqualTo(new SseSignal.Opened(2)),
                        event -> assertThat(event).isEqualTo(new SseEvent("message", "b", "7")));
        assertThat(sent.getFirst().headers().contains("Last-Event-ID")).isFalse();
        assertThat(sent.getLast().headers().first("Last-Event-ID")).contains("7");
        assertThat(sent.getLast().headers().first("Accept")).contains("text/event-stream");
        assertThat(sent.getLast().isUnlimited()).isTrue();
    }

    @Test
    void theServersPauseIsKept() {
        streams("retry: 5000\n\n");
        var reader = connect(2);
        assertThat(pauseIn(reader.getItems().get(1))).isBetween(Duration.ofSeconds(5), Duration.ofMillis(6_250));
        reader.request(2);
        timers.clock().advance(Duration.ofMillis(4_999));
        assertThat(sent).hasSize(1);
        timers.clock().advance(Duration.ofMillis(1_251));
        assertThat(sent).hasSize(2);
    }

    @Test
    void pausesDoubleWithEachFailureUpToTheirLimitAndStartAnewAfterAnEvent() {
        script.add(request -> {
            throw new HttpFailure.Refused(request.origin(), "refused").asException();
        });
        var reader = connect(Long.MAX_VALUE);
        for (int i = 0; i < 9; i++) {
            timers.clock().advance(Duration.ofSeconds(80));
        }
        for (int i = 0; i < 9; i++) {
            long least = Math.min(1_000L << i, 60_000);
            assertThat(pauseIn(reader.getItems().get(i)).toMillis()).isBetween(least, least * 5 / 4);
        }
        script.clear();
        streams("data: x\n\n");
        timers.clock().advance(Duration.ofSeconds(80));
        assertThat(pauseIn(reader.getItems().getLast())).isLessThanOrEqualTo(Duration.ofMillis(1_250));
        reader.cancel();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void a204EndsTheStreamForGood() {
        streams("data: x\n\n");
        answers(204, Multi.createFrom().empty());
        var reader = connect(Long.MAX_VALUE);
        timers.clock().advance(Duration.ofMinutes(5));
        reader.assertCompleted();
        assertThat(sent).hasSize(2);
        assertThat(timers.clock().pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 410})
    void anAnswerThatWillNotChangeFailsTheStream(int status) {
        answers(status, Multi.createFrom().nothing());
        var reader = connect(Long.MAX_VALUE);
        reader.assertFailedWith(HttpException.class);
        assertThat(HttpFailure.of(reader.getFailure()))
                .isInstanceOfSatisfying(
                        HttpFailure.BadStatus.class,
                        bad -> assertThat(bad.status()).isEqualTo(status));
        assertThat(cancelled).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void aBusyServerIsAskedAgainAfterAtLeastTheTimeItWants(int status) {
        answers(status, Multi.createFrom().nothing(), "Retry-After", "20");
        var reader = connect(Long.MAX_VALUE);
        assertThat(pauseIn(reader.getItems().getLast())).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(25));
        assertThat(cancelled).hasValue(1);
        reader.cancel();
    }

    @Test
    void whatIsNoEventStreamFailsIt() {
        answers(200, Multi.createFrom().nothing(), "Content-Type", "text/html");
        assertThat(HttpFailure.of(connect(1).getFailure())).isInstanceOf(HttpFailure.BadBody.class);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void anEventBeyondTheBoundBreaksTheConnectionAndNotTheReader() {
        streamsAndStays("data: " + "x".repeat(1_001));
        streamsAndStays("data: fine\n\n");
        var reader = connect(Long.MAX_VALUE);
        assertThat(((SseSignal.Lost) reader.getItems().getLast()).reason()).contains("1000 bytes");
        assertThat(cancelled).hasValue(1);
        timers.clock().advance(Duration.ofSeconds(2));
        assertThat(reader.getItems().getLast()).isEqualTo(new SseEvent("message", "fine", ""));
    }

    @Test
    void anIdThatAHeaderCannotCarryIsLeftOut() {
        streams("id: ünï\ndata: a\n\n");
        var reader = connect(Long.MAX_VALUE);
        timers.clock().advance(Duration.ofSeconds(2));
        assertThat(sent)
                .hasSizeGreaterThan(1)
                .allMatch(request -> !request.headers().contains("Last-Event-ID"));
        reader.cancel();
    }

    @Test
    void cancellingEndsTheConnectionAndEveryTimer() {
        streamsAndStays("data: a\n\n");
        var reader = connect(Long.MAX_VALUE);
        reader.cancel();
        assertThat(cancelled).hasValue(1);
        timers.clock().advance(Duration.ofHours(1));
        assertThat(sent).hasSize(1);
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void nothingIsReadThatNobodyAsksFor() {
        AtomicInteger asked = new AtomicInteger();
        answers(
                200,
                Multi.createBy()
                        .repeating()
                        .supplier(() -> {
                            asked.incrementAndGet();
                            return Buffer.buffer("data: x\n\n");
                        })
                        .indefinitely(),
                "Content-Type",
                "text/event-stream");
        var reader = connect(3);
        assertThat(reader.getItems()).hasSize(3);
        assertThat(asked.get()).isLessThanOrEqualTo(4);
        reader.request(10);
        assertThat(reader.getItems()).hasSize(13);
        assertThat(asked.get()).isLessThanOrEqualTo(14);
        reader.cancel();
    }

    @Test
    void tenThousandReconnectionsLeaveNeitherStackNorTimersBehind() {
        streams("id: 1\ndata: x\n\n");
        AtomicInteger events = new AtomicInteger();
        List<Integer> depths = new ArrayList<>();
        var running = client.events(ASK).subscribe().with(event -> {
            if (events.incrementAndGet() % 2_500 == 10) {
                depths.add(Thread.currentThread().getStackTrace().length);
            }
        });
        for (int i = 0; i < 10_000; i++) {
            timers.clock().advance(Duration.ofSeconds(2));
            assertThat(timers.clock().pending()).isEqualTo(1);
            sent.clear();
        }
        assertThat(events.get()).isGreaterThanOrEqualTo(10_000);
        assertThat(depths).hasSizeGreaterThan(2).allMatch(d -> d.equals(depths.getFirst()));
        running.cancel();
        assertThat(timers.clock().pending()).isZero();
    }
}
