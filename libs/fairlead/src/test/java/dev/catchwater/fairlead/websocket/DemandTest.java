package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Slow readers, slow peers, and peers that are gone. */
class DemandTest extends OverWebSockets {
    @Test
    void aSlowReaderStopsThePeerAndLosesNothing() throws Exception {
        int messages = 2_000;
        AtomicInteger written = new AtomicInteger();
        String filler = "x".repeat(32_000);
        peer.greet(socket -> Multi.createFrom()
                .range(0, messages)
                .onItem()
                .transformToUniAndConcatenate(i -> Uni.createFrom()
                        .completionStage(() -> socket.writeTextMessage(i + ":" + filler)
                                .onSuccess(done -> written.incrementAndGet())
                                .toCompletionStage()))
                .subscribe()
                .with(done -> {}));
        Listener listener = Listener.to(session(WebSocketPolicy.DEFAULT.withDeflate(false)), 2);
        listener.connected();
        AtomicInteger before = new AtomicInteger(-1);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> before.getAndSet(written.get()) == written.get() && written.get() > 0);
        assertThat(written.get()).isLessThan(messages);
        // Silence that we cause ourselves is not the peer's death.
        timers.clock().advance(Duration.ofMinutes(10));
        listener.request(Long.MAX_VALUE);
        for (int i = 0; i < messages; i++) {
            assertThat(listener.text()).startsWith(i + ":");
        }
        listener.cancel();
    }

    @Test
    void aPeerThatDoesNotReadStopsTheSourceAndFillsOnlyTheBound() throws Exception {
        peer.greet(Peer::freeze);
        WebSocketSession session = session(WebSocketPolicy.DEFAULT.withDeflate(false));
        Listener listener = Listener.to(session);
        listener.connected();
        ServerWebSocket socket = peer.socket();
        AtomicInteger produced = new AtomicInteger();
        WebSocketMessage chunk = new WebSocketMessage.Binary(Buffer.buffer(new byte[64 * 1024]));
        session.sendAll(Multi.createBy()
                        .repeating()
                        .supplier(() -> {
                            produced.incrementAndGet();
                            return chunk;
                        })
                        .atMost(1_000))
                .subscribe()
                .with(done -> {}, failed -> {});
        AtomicInteger before = new AtomicInteger(-1);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> before.getAndSet(produced.get()) == produced.get());
        assertThat(produced.get()).isLessThan(900);
        for (int i = 0; i < 20; i++) {
            session.send(chunk).subscribe().with(done -> {}, failed -> {});
        }
        assertThat(failureOf(session.send(chunk))).isInstanceOf(HttpFailure.Overloaded.class);
        AtomicInteger received = new AtomicInteger();
        socket.binaryMessageHandler(bytes -> received.addAndGet(bytes.length()));
        ((WebSocketInternal) socket).channelHandlerContext().channel().config().setAutoRead(true);
        await().atMost(PATIENCE).until(() -> produced.get() == 1_000 && received.get() > 1_000 * 64 * 1024);
        listener.cancel();
    }

    @Test
    void aPeerThatIsGoneWithoutAWordIsNoticed() throws Exception {
        peer.greet(Peer::freeze);
        WebSocketSession session = session();
        Listener listener = Listener.to(session);
        listener.connected();
        timers.clock().advance(Duration.ofSeconds(15));
        timers.clock().awaitPending(1, PATIENCE);
        assertThat(listener.signals).isEmpty();
        await().atMost(PATIENCE).until(() -> {
            timers.clock().advance(Duration.ofSeconds(10));
            return !listener.signals.isEmpty();
        });
        assertThat(listener.next(WebSocketSignal.Disconnected.class).reason()).contains("pause");
        listener.cancel();
    }

    @Test
    void aPeerThatAnswersPingsLives() throws Exception {
        Listener listener = Listener.to(session());
        listener.connected();
        AtomicInteger pings = new AtomicInteger();
        peer.socket().frameHandler(frame -> {
            if (frame.isPing()) {
                pings.incrementAndGet();
            }
        });
        for (int i = 1; i < 8; i++) {
            int sofar = i;
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
                timers.clock().advance(Duration.ofMillis(5_000));
                return pings.get() >= sofar;
            });
        }
        assertThat(listener.signals).isEmpty();
        listener.cancel();
    }

    @Test
    void pingsAreAnsweredWithWhatTheyCarry() throws Exception {
        Listener listener = Listener.to(session());
        listener.connected();
        ServerWebSocket socket = peer.socket();
        var pong = new CompletableFuture<Buffer>();
        socket.pongHandler(pong::complete);
        socket.writePing(Buffer.buffer("are you there?"));
        assertThat(pong.get(30, TimeUnit.SECONDS)).isEqualTo(Buffer.buffer("are you there?"));
        listener.cancel();
    }
}
