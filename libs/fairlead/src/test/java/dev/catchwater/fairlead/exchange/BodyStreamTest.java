package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.Phase;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.StreamHandle;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BodyStreamTest extends OverSockets {
    @Test
    void aDeclaredBodyBeyondTheBoundIsRefusedByItsHead() {
        replies(Reply.ok("x".repeat(1_001)));
        assertThat(failureOf(send(ask()))).isEqualTo(new HttpFailure.TooLarge("the answer", 1_000));
        timers.clock().awaitPending(0);
    }

    @Test
    void anUndeclaredBodyBeyondTheBoundBreaksOffAndClosesTheConnection() {
        AtomicReference<StreamHandle> server = new AtomicReference<>();
        replies(Reply.stream(handle -> {
            server.set(handle);
            for (int i = 0; i < 10; i++) {
                handle.write("y".repeat(200));
            }
        }));
        Response response = get(send(ask()));
        assertThat(failureOf(response.body().bytes())).isEqualTo(new HttpFailure.TooLarge("the answer", 1_000));
        upstream.awaitDisconnect(PATIENCE);
        timers.clock().awaitPending(0);
    }

    @Test
    void aRequestMayHaveItsOwnBound() {
        replies(Reply.ok("x".repeat(5_000)));
        assertThat(get(get(send(ask().withMaxBody(5_000))).text())).hasSize(5_000);
        assertThat(failureOf(send(ask().withMaxBody(10)))).isInstanceOf(HttpFailure.TooLarge.class);
    }

    @Test
    void silenceInABodyIsGivenUpAfterTheIdleBound() {
        replies(Reply.stream(handle -> handle.write("a")));
        Response response = get(send(ask()));
        var reading = response.body().stream().subscribe().withSubscriber(AssertSubscriber.<Buffer>create(0));
        reading.awaitNextItem(PATIENCE);
        reading.request(1);
        everyLoopHasLookedAtItsSockets();
        timers.clock().awaitPending(1);
        timers.clock().advance(Bounds.DEFAULT.idle());
        reading.awaitFailure(PATIENCE);
        assertThat(HttpFailure.of(reading.getFailure()))
                .isEqualTo(new HttpFailure.TimedOut(Phase.IDLE, Bounds.DEFAULT.idle()));
        upstream.awaitDisconnect(PATIENCE);
    }

    @Test
    void silenceCountsOnlyWhileSomebodyAsks() {
        AtomicReference<StreamHandle> server = new AtomicReference<>();
        replies(Reply.stream(server::set));
        Response response = get(send(ask()));
        var reading = response.body().stream().subscribe().withSubscriber(AssertSubscriber.<Buffer>create(1));
        // The first chunk comes only once the timer runs: a chunk that is there already needs none.
        timers.clock().awaitPending(1);
        server.get().write("a");
        reading.awaitItems(1, PATIENCE);
        timers.clock().advance(Bounds.DEFAULT.idle().minusSeconds(1));
        reading.request(1);
        // The old timer looks back on a long time in which nobody asked, and must not count it.
        everyLoopHasLookedAtItsSockets();
        timers.clock().advance(Duration.ofSeconds(2));
        everyLoopHasLookedAtItsSockets();
        server.get().write("b");
        server.get().end();
        reading.awaitItems(2, PATIENCE).awaitCompletion(PATIENCE);
        timers.clock().awaitPending(0);
    }

    @Test
    void aReaderThatStopsReadingStopsTheSocket() {
        AtomicReference<StreamHandle> server = new AtomicReference<>();
        replies(Reply.stream(handle -> {
            server.set(handle);
            byte[] mebibyte = new byte[1 << 20];
            for (int i = 0; i < 12; i++) {
                handle.write(mebibyte);
            }
            handle.end();
        }));
        Response response = get(send(ask().withMaxBody(Long.MAX_VALUE)));
        var reading = response.body().stream().subscribe().withSubscriber(AssertSubscriber.<Buffer>create(0));
        reading.awaitNextItem(PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> server.get() != null && server.get().sentBytes() > 0);
        AtomicReference<Long> before = new AtomicReference<>(-1L);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            long sent = server.get().sentBytes();
            return before.getAndSet(sent) == sent;
        });
        assertThat(server.get().sentBytes()).isLessThan(10L << 20);
        assertThat(reading.getItems()).hasSize(1);
        reading.request(Long.MAX_VALUE).awaitCompletion(PATIENCE);
        assertThat(reading.getItems().stream().mapToInt(Buffer::length).sum()).isEqualTo(12 << 20);
    }

    @Test
    void bodiesThatEndTooEarlyAreDisconnections() {
        replies(
                Reply.ok("0123456789").resetAfter(3),
                Reply.ok("0123456789").truncateAfter(3),
                Reply.ok().chunks("01234", "56789").truncateAfter(7));
        for (int i = 0; i < 3; i++) {
            assertThat(failureOf(send(ask()).flatMap(response -> response.body().bytes())))
                    .isInstanceOf(HttpFailure.Disconnected.class);
        }
        timers.clock().awaitPending(0);
    }

    @Test
    void anAnswerThatEndsWithItsConnectionIsReadWholeHoweverSlowly() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "z".repeat(300_000));
            socket.close();
            closed.countDown();
        })) {
            Response response = get(send(Request.get(server.uri()).withMaxBody(400_000)));
            var reading = response.body().stream().subscribe().withSubscriber(AssertSubscriber.<Buffer>create(0));
            reading.awaitNextItem(PATIENCE);
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            while (reading.getItems().stream().mapToInt(Buffer::length).sum() < 300_000) {
                reading.awaitNextItems(1, 1, PATIENCE);
            }
            reading.awaitCompletion(PATIENCE);
            assertThat(reading.getItems().stream().mapToInt(Buffer::length).sum())
                    .isEqualTo(300_000);
        }
    }

    @Test
    void answersWithoutContentEndWithTheirHeads() {
        replies(
                Reply.status(204),
                Reply.status(304).header("ETag", "\"1\""),
                Reply.ok("").header("Content-Length", "0"),
                Reply.ok("only for GET"));
        for (int i = 0; i < 3; i++) {
            assertThat(get(send(ask())).body().isEmpty()).isTrue();
        }
        Response head = get(send(ask().withMethod(Method.HEAD)));
        assertThat(head.body().isEmpty()).isTrue();
        assertThat(get(head.text())).isEmpty();
        timers.clock().awaitPending(0);
    }

    @Test
    void aConnectionIsUsedAgainAfterDiscardAndNotAfterAnAbortedBody() {
        replies(
                Reply.ok("short"),
                Reply.ok("x".repeat(900)),
                Reply.stream(handle -> handle.write("never ends")),
                Reply.ok("last"));
        // The reader hears of the end before the pool does.
        get(get(send(ask())).body().discard());
        everyLoopHasLookedAtItsSockets();
        get(get(send(ask())).body().discard());
        everyLoopHasLookedAtItsSockets();
        get(send(ask())).body().cancel();
        upstream.awaitDisconnect(PATIENCE);
        assertThat(get(get(send(ask())).text())).isEqualTo("last");
        assertThat(upstream.requests()).extracting(r -> r.connection()).containsExactly(1L, 1L, 1L, 2L);
    }
}
