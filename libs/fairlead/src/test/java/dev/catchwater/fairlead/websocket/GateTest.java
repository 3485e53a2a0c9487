package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What comes before subscriptions, and closes that are for good. */
class GateTest extends OverWebSockets {
    private final AtomicInteger logins = new AtomicInteger();

    private static boolean is(WebSocketMessage message, String text) {
        return message instanceof WebSocketMessage.Text(String said) && said.equals(text);
    }

    private Gate login() {
        return Gate.login(
                () -> Uni.createFrom().item(() -> new WebSocketMessage.Text("login " + logins.incrementAndGet())),
                message -> is(message, "welcome"),
                message -> is(message, "go away"));
    }

    private WebSocketSession gated(Gate gate) {
        WebSocketSession session = session(WebSocketPolicy.DEFAULT.withGate(gate));
        session.subscribe(Subscription.of("a", "+a"));
        return session;
    }

    @Test
    void onEachConnectionNothingIsSubscribedToBeforeItsGateIsOpen() throws Exception {
        Listener listener = Listener.to(gated(login()));
        for (int connection = 1; connection <= 3; connection++) {
            assertThat(peer.text()).isEqualTo("login " + connection);
            var socket = peer.socket();
            socket.writeTextMessage("news");
            listener.next(WebSocketSignal.Connected.class);
            assertThat(peer.texts).isEmpty();
            socket.writeTextMessage("welcome");
            assertThat(peer.text()).isEqualTo("+a");
            assertThat(listener.next(WebSocketSignal.Resubscribed.class).ids()).containsExactly("a");
            assertThat(List.of(listener.text(), listener.text())).containsExactly("news", "welcome");
            Peer.cut(socket);
            lostAndAgain(listener);
        }
        listener.cancel();
    }

    @Test
    void aChallengeIsAnsweredFirst() throws Exception {
        Listener listener = Listener.to(gated(Gate.afterPeer(message -> switch (message) {
            case WebSocketMessage.Text(String text)
            when text.startsWith("challenge ") ->
                new Gate.Reply.Say(Uni.createFrom().item(new WebSocketMessage.Text("signed " + text.substring(10))));
            case WebSocketMessage.Text(String text) when text.equals("yes") -> new Gate.Reply.Open();
            default -> new Gate.Reply.Unrelated();
        })));
        var socket = peer.socket();
        socket.writeTextMessage("challenge 7");
        assertThat(peer.text()).isEqualTo("signed 7");
        socket.writeTextMessage("yes");
        assertThat(peer.text()).isEqualTo("+a");
        listener.connected();
        listener.cancel();
    }

    @Test
    void aGateThatDoesNotOpenInTimeIsALostConnection() throws Exception {
        Listener listener = Listener.to(gated(login().withWithin(Duration.ofSeconds(3))));
        peer.text();
        listener.next(WebSocketSignal.Connected.class);
        timers.clock().advance(Duration.ofSeconds(3));
        assertThat(lostAndAgain(listener).reason()).contains("gate");
        assertThat(peer.text()).isEqualTo("login 2");
        listener.cancel();
    }

    @Test
    void aGateThatStaysShutIsKnockedAtEverMoreSeldom() throws Exception {
        Duration second = Duration.ofSeconds(1);
        Listener listener = Listener.to(session(WebSocketPolicy.DEFAULT
                .withReconnection(new WebSocketPolicy.Reconnection(second, Duration.ofSeconds(64), second))
                .withGate(login().withWithin(Duration.ofSeconds(3)))));
        Duration longest = Duration.ZERO;
        for (int connection = 1; connection <= 10; connection++) {
            peer.text();
            listener.next(WebSocketSignal.Connected.class);
            timers.clock().advance(Duration.ofSeconds(3));
            Duration pause = lostAndAgain(listener).retryIn();
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isGreaterThan(second.multipliedBy(4));
        listener.cancel();
    }

    @Test
    void moreThanMayWaitBeforeTheGateIsOpenIsALostConnection() throws Exception {
        peer.greet(socket -> {
            for (int i = 0; i < 20; i++) {
                socket.writeTextMessage("m" + i);
            }
        });
        Listener listener = Listener.to(session(WebSocketPolicy.DEFAULT
                .withBounds(WebSocketBounds.DEFAULT.withMaxWaiting(10, 1 << 20))
                .withGate(login())));
        listener.next(WebSocketSignal.Connected.class);
        for (int i = 0; i < 10; i++) {
            assertThat(listener.text()).isEqualTo("m" + i);
        }
        assertThat(listener.next(WebSocketSignal.Disconnected.class).reason()).contains("too many messages");
        listener.cancel();
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
    }

    @Test
    void whoConnectsAnewOnBeingToldOfAConnectionHasOneConnection() throws Exception {
        WebSocketSession session = gated(login());
        List<WebSocketSignal> heard = new CopyOnWriteArrayList<>();
        Cancellable reading = session.signals().subscribe().with(signal -> {
            heard.add(signal);
            if (signal instanceof WebSocketSignal.Connected connected && connected.connection() == 1) {
                session.reconnect();
            }
        });
        var first = peer.socket();
        var second = peer.socket();
        await().atMost(PATIENCE).until(first::isClosed);
        assertThat(peer.text()).isEqualTo("login 1");
        second.writeTextMessage("welcome");
        assertThat(peer.text()).isEqualTo("+a");
        await().atMost(PATIENCE).until(() -> heard.size() == 5);
        assertThat(heard.get(1)).isInstanceOf(WebSocketSignal.Disconnected.class);
        assertThat(heard.get(2)).isEqualTo(new WebSocketSignal.Connected(2, ""));
        timers.clock().advance(Duration.ofSeconds(10)); // the time of the gate that was left is over, too
        get(session.send("mark"));
        assertThat(peer.text()).isEqualTo("mark");
        assertThat(client.inFlight()).isEqualTo(1);
        reading.cancel();
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
    }

    @Test
    void aCutIsNoFinalCloseCode() throws Exception {
        Listener listener = Listener.to(session(WebSocketPolicy.DEFAULT.withFinalCodes(code -> code != 1012)));
        listener.connected();
        Peer.cut(peer.socket());
        assertThat(lostAndAgain(listener).code()).isEqualTo(CloseCode.ABNORMAL);
        listener.connected();
        listener.cancel();
    }

    @Test
    void aLoginThatCannotBeMadeIsALostConnectionAndARefusalTheEnd() throws Exception {
        Listener broken = Listener.to(gated(Gate.login(
                () -> Uni.createFrom().failure(new HttpFailure.Disconnected("a", "no signature now").asException()),
                message -> false,
                message -> false)));
        broken.next(WebSocketSignal.Connected.class);
        assertThat(broken.next(WebSocketSignal.Disconnected.class).reason()).contains("no signature now");
        broken.cancel();
        peer.socket();
        Listener refused = Listener.to(gated(login()));
        peer.socket().writeTextMessage("go away");
        assertThat(endOf(refused)).isInstanceOf(HttpFailure.Disconnected.class);
        assertThat(peer.text()).isEqualTo("login 1");
        assertThat(peer.texts).isEmpty();
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
    }

    @Test
    void aFinalCloseCodeEndsTheSessionAndAnyOtherDoesNot() throws Exception {
        Listener listener =
                Listener.to(session(WebSocketPolicy.DEFAULT.withFinalCodes(code -> code == 1008 || code >= 4_000)));
        listener.connected();
        peer.socket().close((short) 1012, "restart");
        lostAndAgain(listener);
        listener.connected();
        peer.socket().close((short) 4_003, "banned");
        assertThat(listener.next(WebSocketSignal.Closed.class)).isEqualTo(new WebSocketSignal.Closed(4_003, "banned"));
        assertThat(endOf(listener))
                .isInstanceOfSatisfying(
                        HttpFailure.Disconnected.class,
                        gone -> assertThat(gone.reason()).contains("4003"));
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        timers.clock().awaitPending(0);
    }
}
