package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** While subscriptions are being sent: peers that talk ahead, and messages that are slow to make. */
class SubscribingTest extends OverWebSockets {
    private static void say(ServerWebSocket socket, int messages) {
        for (int i = 0; i < messages; i++) {
            socket.writeTextMessage("m" + i);
        }
    }

    @Test
    void asMuchAsMayWaitWaitsBehindTheLastSubscriptionAndMoreForNothing() throws Exception {
        WebSocketBounds bounds = WebSocketBounds.DEFAULT;
        for (int early : List.of(bounds.maxWaiting() - 1, bounds.maxWaiting(), 1_000)) {
            peer.greet(socket -> say(socket, early));
            WebSocketSession session = session(WebSocketPolicy.DEFAULT.withPace(Duration.ofMillis(200)));
            session.subscribe(Subscription.of("a", "+a"));
            session.subscribe(Subscription.of("b", "+b"));
            Listener listener = Listener.to(session);
            listener.next(WebSocketSignal.Connected.class);
            assertThat(peer.text()).isEqualTo("+a");
            if (early >= bounds.maxWaiting()) {
                allOf(early, listener);
            }
            assertThat(listener.signals).isEmpty();
            timers.clock().awaitPending(2, PATIENCE);
            timers.clock().advance(Duration.ofMillis(200));
            assertThat(listener.next(WebSocketSignal.Resubscribed.class).ids()).containsExactly("a", "b");
            if (early < bounds.maxWaiting()) {
                allOf(early, listener);
            }
            assertThat(peer.text()).isEqualTo("+b");
            listener.cancel();
            timers.clock().awaitPending(0, PATIENCE);
        }
    }

    private static void allOf(int messages, Listener listener) throws InterruptedException {
        for (int i = 0; i < messages; i++) {
            assertThat(listener.text()).isEqualTo("m" + i);
        }
    }

    @Test
    void aPeersPingIsAnsweredWhileManySubscriptionsAreSentAtTheirPace() throws Exception {
        CompletableFuture<Buffer> pong = new CompletableFuture<>();
        peer.greet(socket -> {
            socket.pongHandler(pong::complete);
            say(socket, 300);
            socket.writePing(Buffer.buffer("are you there?"));
        });
        WebSocketSession session = session(WebSocketPolicy.DEFAULT.withPace(Duration.ofMillis(250)));
        for (int i = 0; i < 400; i++) {
            session.subscribe(Subscription.of("s" + i, "+" + i));
        }
        Listener listener = Listener.to(session);
        assertThat(pong.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Buffer.buffer("are you there?"));
        assertThat(peer.text()).isEqualTo("+0");
        assertThat(peer.texts).isEmpty();
        listener.cancel();
    }

    @Test
    void aSubscriptionThatEndsAndComesBackWhileItsMessageIsMadeIsSentOnce() throws Exception {
        List<UniEmitter<? super WebSocketMessage>> asked = new CopyOnWriteArrayList<>();
        AtomicInteger cancelled = new AtomicInteger();
        Subscription slow = Subscription.of(
                "slow",
                () -> Uni.createFrom()
                        .<WebSocketMessage>emitter(asked::add)
                        .onCancellation()
                        .invoke(cancelled::incrementAndGet));
        WebSocketSession session = session();
        session.subscribe(slow);
        Listener listener = Listener.to(session);
        listener.next(WebSocketSignal.Connected.class);
        await().atMost(PATIENCE).until(() -> asked.size() == 1);
        session.unsubscribe("slow");
        session.subscribe(slow);
        await().atMost(PATIENCE).until(() -> asked.size() == 2);
        assertThat(cancelled).hasValue(1);
        asked.forEach(emitter -> emitter.complete(new WebSocketMessage.Text("+slow")));
        assertThat(peer.text()).isEqualTo("+slow");
        get(session.send("mark"));
        assertThat(peer.text()).isEqualTo("mark");
        listener.cancel();
    }

    @Test
    void aSubscriptionThatIsNeverMadeIsLeftOutAndTheOthersAreSent() throws Exception {
        AtomicInteger cancelled = new AtomicInteger();
        WebSocketSession session = session();
        session.subscribe(Subscription.of(
                        "stuck",
                        () -> Uni.createFrom()
                                .<WebSocketMessage>nothing()
                                .onCancellation()
                                .invoke(cancelled::incrementAndGet))
                .withUnsubscribe("-stuck"));
        session.subscribe(Subscription.of("a", "+a"));
        Listener listener = Listener.to(session);
        for (int connection = 1; connection <= 3; connection++) {
            listener.next(WebSocketSignal.Connected.class);
            timers.clock().awaitPending(2, PATIENCE);
            assertThat(peer.texts).isEmpty();
            timers.clock().advance(WebSocketPolicy.DEFAULT.acknowledgement());
            assertThat(peer.text()).isEqualTo("+a");
            assertThat(listener.next(WebSocketSignal.Resubscribed.class).ids()).containsExactly("a");
            assertThat(listener.next(WebSocketSignal.Unacknowledged.class).id()).isEqualTo("stuck");
            assertThat(cancelled).hasValue(connection);
            if (connection < 3) {
                Peer.cut(peer.socket());
                lostAndAgain(listener);
            }
        }
        session.unsubscribe("stuck");
        session.subscribe(Subscription.of("stuck", "+stuck"));
        assertThat(peer.text()).as("nothing that was not sent is unsubscribed").isEqualTo("+stuck");
        listener.cancel();
    }

    @Test
    void aSubscriptionThatIsBeingMadeCanBeEnded() throws Exception {
        AtomicInteger cancelled = new AtomicInteger();
        WebSocketSession session = session();
        session.subscribe(Subscription.of(
                "stuck",
                () -> Uni.createFrom()
                        .<WebSocketMessage>nothing()
                        .onCancellation()
                        .invoke(cancelled::incrementAndGet)));
        session.subscribe(Subscription.of("a", "+a"));
        Listener listener = Listener.to(session);
        listener.next(WebSocketSignal.Connected.class);
        timers.clock().awaitPending(2, PATIENCE);
        session.unsubscribe("stuck");
        assertThat(peer.text()).isEqualTo("+a");
        assertThat(listener.next(WebSocketSignal.Resubscribed.class).ids()).containsExactly("a");
        assertThat(cancelled).hasValue(1);
        listener.cancel();
    }

    @Test
    void aConnectionThatBreaksBeforeItsLastSubscriptionIsSentIsMadeAgainEverMoreSeldom() throws Exception {
        Duration second = Duration.ofSeconds(1);
        WebSocketSession session = session(WebSocketPolicy.DEFAULT
                .withReconnection(new WebSocketPolicy.Reconnection(second, Duration.ofSeconds(64), second))
                .withPace(Duration.ofSeconds(3)));
        session.subscribe(Subscription.of("a", "+a"));
        session.subscribe(Subscription.of("b", "+b"));
        Listener listener = Listener.to(session);
        Duration longest = Duration.ZERO;
        for (int connection = 1; connection <= 10; connection++) {
            listener.next(WebSocketSignal.Connected.class);
            assertThat(peer.text()).isEqualTo("+a");
            timers.clock().advance(Duration.ofSeconds(2));
            Peer.cut(peer.socket());
            Duration pause = lostAndAgain(listener).retryIn();
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isGreaterThan(second.multipliedBy(4));
        listener.cancel();
    }
}
