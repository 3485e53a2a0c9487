package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Connections that come and go, and what stays subscribed to. */
class ResubscriptionTest extends OverWebSockets {
    private static Subscription feed(String id) {
        return Subscription.of(id, "+" + id).withUnsubscribe("-" + id);
    }

    @Test
    void everyConnectionTellsItsReaderBeforeItsMessages() throws Exception {
        peer.greet(socket -> socket.writeTextMessage("welcome"));
        WebSocketSession session = session();
        session.subscribe(feed("a"));
        session.subscribe(feed("b"));
        Listener listener = Listener.to(session);
        for (int connection = 1; connection <= 3; connection++) {
            assertThat(listener.next(WebSocketSignal.Connected.class).connection())
                    .isEqualTo(connection);
            assertThat(listener.next(WebSocketSignal.Resubscribed.class))
                    .isEqualTo(new WebSocketSignal.Resubscribed(connection, List.of("a", "b")));
            assertThat(listener.text()).isEqualTo("welcome");
            assertThat(List.of(peer.text(), peer.text())).containsExactly("+a", "+b");
            peer.socket().close((short) 1012, "restart");
            WebSocketSignal.Disconnected gone = lostAndAgain(listener);
            assertThat(gone.code()).isEqualTo(1012);
            assertThat(gone.said()).isEqualTo("restart");
            assertThat(gone.toString()).doesNotContain("restart");
        }
        listener.cancel();
    }

    @Test
    void overAThousandConnectionsNoSubscriptionIsLostOrDoubled() throws Exception {
        Random random = new Random(20);
        Set<String> wanted = new LinkedHashSet<>();
        WebSocketSession session = session();
        Listener listener = Listener.to(session);
        AtomicInteger ids = new AtomicInteger();
        for (int round = 0; round < 1_000; round++) {
            WebSocketSignal.Resubscribed signal = listener.connected();
            assertThat(signal.connection()).isEqualTo(round + 1);
            assertThat(signal.ids()).containsExactlyElementsOf(wanted);
            Set<String> told = new LinkedHashSet<>(wanted);
            change(session, wanted, random, ids);
            get(session.send("mark"));
            Set<String> heard = new LinkedHashSet<>();
            for (String text = peer.text(); !text.equals("mark"); text = peer.text()) {
                String id = text.substring(1);
                assertThat(text.startsWith("+") ? heard.add(id) : heard.remove(id))
                        .as(text + " once, in round " + round)
                        .isTrue();
            }
            assertThat(heard).as("round %s, first told %s", round, told).containsExactlyElementsOf(wanted);
            ServerWebSocket socket = peer.socket();
            if (random.nextBoolean()) {
                Peer.cut(socket);
            } else {
                socket.close((short) 1001);
            }
            WebSocketSignal.Disconnected gone = listener.next(WebSocketSignal.Disconnected.class);
            change(session, wanted, random, ids);
            timers.clock().advance(gone.retryIn());
        }
        listener.cancel();
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
    }

    private static void change(WebSocketSession session, Set<String> wanted, Random random, AtomicInteger ids) {
        for (int i = random.nextInt(4); i > 0; i--) {
            if (wanted.size() > 20 || (!wanted.isEmpty() && random.nextInt(3) == 0)) {
                String one = new ArrayList<>(wanted).get(random.nextInt(wanted.size()));
                wanted.remove(one);
                session.unsubscribe(one);
                if (random.nextInt(4) == 0) {
                    wanted.add(one);
                    session.subscribe(feed(one));
                }
            } else {
                String one = "s" + ids.incrementAndGet();
                wanted.add(one);
                session.subscribe(feed(one));
                session.subscribe(feed(one)); // twice is once
            }
        }
    }

    @Test
    void subscriptionsAreSentAtTheirPace() throws Exception {
        WebSocketSession session = session(WebSocketPolicy.DEFAULT.withPace(Duration.ofMillis(200)));
        for (String id : List.of("a", "b", "c")) {
            session.subscribe(feed(id));
        }
        Listener listener = Listener.to(session);
        listener.next(WebSocketSignal.Connected.class);
        for (String id : List.of("a", "b", "c")) {
            assertThat(peer.text()).isEqualTo("+" + id);
            timers.clock().awaitPending(2, PATIENCE);
            timers.clock().advance(Duration.ofMillis(199));
            get(session.send("mark"));
            assertThat(peer.text()).isEqualTo("mark");
            timers.clock().advance(Duration.ofMillis(1));
        }
        assertThat(listener.next(WebSocketSignal.Resubscribed.class).ids()).containsExactly("a", "b", "c");
        listener.cancel();
    }

    @Test
    void whatComesBeforeTheLastSubscriptionIsSentWaitsBehindIt() throws Exception {
        peer.greet(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("data for " + text)));
        WebSocketSession session = session(WebSocketPolicy.DEFAULT.withPace(Duration.ofMillis(200)));
        session.subscribe(feed("a"));
        session.subscribe(feed("b"));
        Listener listener = Listener.to(session);
        listener.next(WebSocketSignal.Connected.class);
        timers.clock().awaitPending(2, PATIENCE);
        get(session.send("c"));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            timers.clock().advance(Duration.ofMillis(20));
            return !listener.signals.isEmpty();
        });
        listener.next(WebSocketSignal.Resubscribed.class);
        assertThat(Set.of(listener.text(), listener.text(), listener.text()))
                .containsExactlyInAnyOrder("data for +a", "data for c", "data for +b");
        listener.cancel();
    }

    @Test
    void answersOfThePeerAreTold() throws Exception {
        peer.greet(socket -> socket.textMessageHandler(text -> {
            switch (text) {
                case "+good" -> socket.writeTextMessage("ok good");
                case "+bad" -> socket.writeTextMessage("no bad");
                default -> {}
            }
        }));
        WebSocketSession session = session();
        for (String id : List.of("good", "bad", "mute")) {
            session.subscribe(feed(id).withAcknowledgement(
                            m -> m instanceof WebSocketMessage.Text(String t) && t.equals("ok " + id))
                    .withRefusal(m -> m instanceof WebSocketMessage.Text(String t) && t.equals("no " + id)));
        }
        Listener listener = Listener.to(session);
        listener.connected();
        assertThat(listener.next(WebSocketSignal.Acknowledged.class).id()).isEqualTo("good");
        assertThat(listener.next(WebSocketSignal.Refused.class))
                .isEqualTo(new WebSocketSignal.Refused("bad", new WebSocketMessage.Text("no bad")));
        timers.clock().advance(WebSocketPolicy.DEFAULT.acknowledgement());
        assertThat(listener.next(WebSocketSignal.Unacknowledged.class).id()).isEqualTo("mute");
        ServerWebSocket socket = peer.socket();
        socket.writeTextMessage("ok good");
        assertThat(listener.text()).isEqualTo("ok good");
        Peer.cut(socket);
        lostAndAgain(listener);
        assertThat(listener.connected().ids()).containsExactly("good", "mute");
        listener.cancel();
    }

    @Test
    void messagesThatSubscribeAreMadeForEachConnection() throws Exception {
        AtomicInteger tokens = new AtomicInteger();
        WebSocketSession session = session();
        session.subscribe(Subscription.of(
                "private",
                () -> Uni.createFrom().item(new WebSocketMessage.Text("token " + tokens.incrementAndGet()))));
        Listener listener = Listener.to(session);
        for (int i = 1; i <= 3; i++) {
            listener.connected();
            assertThat(peer.text()).isEqualTo("token " + i);
            Peer.cut(peer.socket());
            lostAndAgain(listener);
        }
        listener.cancel();
    }

    @Test
    void aMessageThatCannotBeMadeCostsTheConnectionAndNotTheSession() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        WebSocketSession session = session();
        session.subscribe(Subscription.of(
                "private",
                () -> tries.incrementAndGet() == 1
                        ? Uni.createFrom().failure(new HttpFailure.Overloaded(3).asException())
                        : Uni.createFrom().item(new WebSocketMessage.Text("token"))));
        Listener listener = Listener.to(session);
        listener.next(WebSocketSignal.Connected.class);
        lostAndAgain(listener);
        assertThat(listener.connected().ids()).containsExactly("private");
        listener.cancel();
    }

    @Test
    void itsUserCanHaveItConnectAnew() throws Exception {
        WebSocketSession session = session();
        session.subscribe(feed("a"));
        Listener listener = Listener.to(session);
        listener.connected();
        ServerWebSocket first = peer.socket();
        session.reconnect();
        assertThat(listener.next(WebSocketSignal.Disconnected.class).retryIn()).isZero();
        assertThat(listener.connected()).isEqualTo(new WebSocketSignal.Resubscribed(2, List.of("a")));
        await().atMost(PATIENCE).until(first::isClosed);
        listener.cancel();
    }

    @Test
    void nothingThatIsPrintedIsSecret() {
        assertThat(new WebSocketMessage.Text("secret").toString()).doesNotContain("secret");
        assertThat(feed("id").toString()).isEqualTo("id");
        assertThat(new WebSocketSignal.Refused("id", new WebSocketMessage.Text("secret")).toString())
                .doesNotContain("secret");
        assertThat(WebSocketClient.request("ws://a.test/x?token=secret").toString())
                .doesNotContain("secret");
    }
}
