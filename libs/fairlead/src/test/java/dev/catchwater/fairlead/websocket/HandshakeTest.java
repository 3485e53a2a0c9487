package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes that do not come about, or not at once. */
class HandshakeTest extends OverWebSockets {
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void aHandshakeThatIsRefusedForGoodEndsTheSession(int status) throws Exception {
        peer.answer(request -> request.response().setStatusCode(status).end("no"));
        Listener listener = Listener.to(client.webSockets(WebSocketPolicy.DEFAULT)
                .connect(WebSocketClient.request(peer.uri("/other?token=secret"))));
        assertThat(endOf(listener))
                .isInstanceOfSatisfying(
                        HttpFailure.BadStatus.class,
                        bad -> assertThat(bad.status()).isEqualTo(status));
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        timers.clock().awaitPending(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 429, 503})
    void aHandshakeThatIsRefusedForNowIsMadeAgainAfterTheTimeItWants(int status) throws Exception {
        peer.answer(request -> request.response()
                .setStatusCode(status)
                .putHeader("Retry-After", "20")
                .end("busy"));
        Listener listener = Listener.to(
                client.webSockets(WebSocketPolicy.DEFAULT).connect(WebSocketClient.request(peer.uri("/other"))));
        if (status == 200) {
            assertThat(endOf(listener)).isInstanceOf(HttpFailure.BadStatus.class);
            return;
        }
        assertThat(listener.next(WebSocketSignal.Disconnected.class).retryIn())
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        listener.cancel();
    }

    @Test
    void aRedirectIsFollowedAndGuarded() throws Exception {
        peer.answer(request -> request.response()
                .setStatusCode(307)
                .putHeader("Location", request.path().equals("/moved") ? "/ws" : "http://127.0.0.1:9/ws")
                .end());
        WebSocketClient sockets = client.webSockets(WebSocketPolicy.DEFAULT);
        Listener moved = Listener.to(sockets.connect(WebSocketClient.request(peer.uri("/moved"))));
        moved.connected();
        moved.cancel();
        Listener away = Listener.to(sockets.connect(WebSocketClient.request(peer.uri("/away"))));
        assertThat(endOf(away)).isInstanceOf(HttpFailure.Forbidden.class);
    }

    @Test
    void noCacheStandsBetween() throws Exception {
        HttpClient caching = client.derive(settings -> settings.withCache(CachingPolicy.inMemory(1 << 20, 1 << 16)));
        WebSocketClient sockets = caching.webSockets(WebSocketPolicy.DEFAULT);
        Listener one = Listener.to(sockets.connect(WebSocketClient.request(peer.uri("/ws"))));
        Listener two = Listener.to(sockets.connect(WebSocketClient.request(peer.uri("/ws"))));
        one.connected();
        two.connected();
        one.cancel();
        two.cancel();
    }

    @Test
    void aPrivateAddressIsNotConnectedTo() throws Exception {
        Listener listener = Listener.to(client.webSockets(WebSocketPolicy.DEFAULT)
                .connect(WebSocketClient.request("ws://localhost:" + peer.port() + "/ws")));
        assertThat(endOf(listener)).isInstanceOf(HttpFailure.Forbidden.class);
        assertThatThrownBy(() -> WebSocketClient.request("file:///etc/passwd")).isInstanceOf(HttpException.class);
        assertThatThrownBy(() -> WebSocketClient.request("https://a.test/")).isInstanceOf(HttpException.class);
        assertThat(WebSocketClient.request("wss://a.test/x").origin()).isEqualTo("https://a.test:443");
    }

    @Test
    void pausesAreRandomUpToACeilingThatDoublesAndStartAnewAfterASteadyConnection() throws Exception {
        peer.close();
        Listener listener = Listener.to(session());
        for (int i = 0; i < 9; i++) {
            Duration pause = lostAndAgain(listener).retryIn();
            assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(Math.min(1L << i, 60)));
        }
        listener.cancel();
        Reconnecting reconnecting = new Reconnecting(WebSocketPolicy.Reconnection.DEFAULT, timers, new Random(5));
        HttpFailure lost = new HttpFailure.Disconnected("a", "b");
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 50; i++) {
            reconnecting.connected();
            timers.clock().advance(Duration.ofSeconds(9));
            Duration pause = reconnecting.pauseAfter(lost);
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        reconnecting.connected();
        timers.clock().advance(Duration.ofSeconds(10));
        assertThat(reconnecting.pauseAfter(lost)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aReaderThatDoesNotReadIsNotToldOfEverMoreConnections() throws Exception {
        WebSocketSession session =
                session(WebSocketPolicy.DEFAULT.withBounds(WebSocketBounds.DEFAULT.withMaxWaiting(3, 1_000)));
        Listener listener = Listener.to(session, 0);
        Peer.cut(peer.socket());
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        for (int i = 0; i < 10; i++) {
            timers.clock().advance(Duration.ofSeconds(61));
        }
        assertThat(client.inFlight()).isZero();
        listener.request(Long.MAX_VALUE);
        listener.connected();
        listener.next(WebSocketSignal.Disconnected.class);
        assertThat(listener.connected().connection()).isEqualTo(2);
        listener.cancel();
    }
}
