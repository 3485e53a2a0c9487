package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** While subscriptions are being sent: peers that talk ahead, and messages that are slow to make. */
class SubscribingTest extends OverWebSockets {
    @Test
    void anyNumberOfMessagesMayComeBeforeTheLastSubscriptionIsSent() throws Exception {
        peer.greet(socket -> {
            for (int i = 0; i < 1_000; i++) {
                socket.writeTextMessage("m" + i);
            }
        });
        WebSocketSession session = session(WebSocketPolicy.DEFAULT.withPace(Duration.ofMillis(200)));
        session.subscribe(Subscription.of("a", "+a"));
        session.subscribe(Subscription.of("b", "+b"));
        Listener listener = Listener.to(session);
        listener.next(WebSocketSignal.Connected.class);
        assertThat(peer.text()).isEqualTo("+a");
        assertThat(listener.signals).isEmpty();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            timers.clock().advance(Duration.ofMillis(20));
            return !listener.signals.isEmpty();
        });
        listener.next(WebSocketSignal.Resubscribed.class);
        for (int i = 0; i < 1_000; i++) {
            assertThat(listener.text()).isEqualTo("m" + i);
        }
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
    void aSubscriptionThatIsNeverMadeHoldsUpNobodyForLong() throws Exception {
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
        timers.clock().advance(WebSocketPolicy.DEFAULT.acknowledgement());
        assertThat(lostAndAgain(listener).reason()).contains("took longer to make");
        assertThat(cancelled).hasValue(1);
        listener.next(WebSocketSignal.Connected.class);
        session.unsubscribe("stuck");
        assertThat(peer.text()).isEqualTo("+a");
        assertThat(listener.next(WebSocketSignal.Resubscribed.class).ids()).containsExactly("a");
        assertThat(cancelled).hasValue(2);
        listener.cancel();
    }
}
