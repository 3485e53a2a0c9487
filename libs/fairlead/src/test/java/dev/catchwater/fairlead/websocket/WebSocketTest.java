package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection: messages, bounds, closing. */
class WebSocketTest extends OverWebSockets {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesOfAnySizeGoBothWays(boolean deflate) throws Exception {
        peer.greet(socket -> {
            socket.textMessageHandler(socket::writeTextMessage);
            socket.binaryMessageHandler(socket::writeBinaryMessage);
        });
        WebSocketSession session = session(
                WebSocketPolicy.DEFAULT.withDeflate(deflate).withBounds(WebSocketBounds.DEFAULT.withMaxFrame(70_000)));
        Listener listener = Listener.to(session);
        assertThat(listener.next(WebSocketSignal.Connected.class)).isEqualTo(new WebSocketSignal.Connected(1, ""));
        listener.next(WebSocketSignal.Resubscribed.class);
        assertThat(peer.socket().headers().get("Sec-WebSocket-Extensions"))
                .isEqualTo(deflate ? "permessage-deflate" : null);
        for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536, 300_000}) {
            String text = "é1".repeat(length / 2);
            get(session.send(text));
            assertThat(listener.text()).isEqualTo(text);
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            get(session.send(new WebSocketMessage.Binary(Buffer.buffer(bytes))));
            assertThat(listener.next(WebSocketMessage.Binary.class).bytes().getBytes())
                    .isEqualTo(bytes);
        }
        get(session.close());
        assertThat(listener.end).succeedsWithin(PATIENCE);
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        timers.clock().awaitPending(0);
    }

    @Test
    void ourOwnHeadersAndSubprotocolsAreOffered() throws Exception {
        try (Peer chooser = new Peer(VERTX, new HttpServerOptions().addWebSocketSubProtocol("v2.feed"))) {
            HttpClient sockets = HttpClient.create(VERTX, Settings.named("p").withGuard(GuardPolicy.OFF));
            try (sockets) {
                WebSocketSession session = sockets.webSockets(
                                WebSocketPolicy.DEFAULT.withSubprotocols("v3.feed", "v2.feed"))
                        .connect(WebSocketClient.request(chooser.uri("/ws")).withHeader("X-Key", "k"));
                Listener listener = Listener.to(session);
                assertThat(listener.next(WebSocketSignal.Connected.class).subprotocol())
                        .isEqualTo("v2.feed");
                ServerWebSocket socket = chooser.socket();
                assertThat(socket.headers().get("X-Key")).isEqualTo("k");
                listener.cancel();
                await().atMost(PATIENCE).until(socket::isClosed);
            }
        }
    }

    @Test
    void aFrameBeyondTheBoundEndsTheConnectionWith1009AndNotTheSession() throws Exception {
        endsWith1009(
                WebSocketBounds.DEFAULT.withMaxFrame(1_000),
                socket -> socket.writeFrame(WebSocketFrame.textFrame("x".repeat(1_001), true)),
                "a WebSocket frame");
    }

    @Test
    void aMessageBeyondTheBoundDoesToo() throws Exception {
        endsWith1009(
                WebSocketBounds.DEFAULT.withMaxMessage(1_500),
                socket -> {
                    socket.writeFrame(WebSocketFrame.textFrame("x".repeat(1_000), false));
                    socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x".repeat(1_000)), true));
                },
                "a WebSocket message");
    }

    @Test
    void aBombDoesToo() throws Exception {
        endsWith1009(
                WebSocketBounds.DEFAULT,
                socket -> socket.writeBinaryMessage(Buffer.buffer(new byte[16 << 20])),
                "compressed more than 200 times");
    }

    private void endsWith1009(WebSocketBounds bounds, Consumer<ServerWebSocket> sends, String reason) throws Exception {
        boolean bomb = reason.startsWith("compressed");
        Listener listener =
                Listener.to(session(WebSocketPolicy.DEFAULT.withBounds(bounds).withDeflate(bomb)));
        listener.connected();
        ServerWebSocket socket = peer.socket();
        var code = new CompletableFuture<Short>();
        socket.closeHandler(closed -> code.complete(socket.closeStatusCode()));
        VERTX.runOnContext(ignored -> sends.accept(socket));
        assertThat(lostAndAgain(listener).reason()).contains(reason);
        assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo((short) 1009);
        listener.connected();
        listener.cancel();
    }

    @Test
    void closingWaitsForThePeersAnswerAndDeliversWhatComesBefore() throws Exception {
        WebSocketSession session = session();
        Listener listener = Listener.to(session);
        listener.connected();
        ServerWebSocket socket = peer.socket();
        socket.writeTextMessage("last words");
        assertThat(listener.text()).isEqualTo("last words");
        get(session.close(3000, "done for today"));
        assertThat(listener.end).succeedsWithin(PATIENCE);
        await().atMost(PATIENCE).until(socket::isClosed);
        assertThat(socket.closeStatusCode()).isEqualTo((short) 3000);
        assertThat(socket.closeReason()).isEqualTo("done for today");
        assertThat(failureOf(session.send("too late"))).isInstanceOf(HttpFailure.Disconnected.class);
        timers.clock().awaitPending(0);
    }

    @Test
    void closingAPeerThatDoesNotAnswerEndsAtItsDeadline() throws Exception {
        peer.greet(Peer::freeze);
        WebSocketSession session = session();
        Listener listener = Listener.to(session);
        listener.connected();
        var closed = session.close().subscribeAsCompletionStage();
        timers.clock().awaitPending(2, PATIENCE);
        timers.clock().advance(WebSocketPolicy.DEFAULT.closing());
        assertThat(closed).succeedsWithin(PATIENCE);
        assertThat(listener.end).succeedsWithin(PATIENCE);
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
    }

    @Test
    void cancellingClosesTheSocketAndGivesThePlaceBack() throws Exception {
        Listener listener = Listener.to(session());
        listener.connected();
        ServerWebSocket socket = peer.socket();
        assertThat(client.inFlight()).isEqualTo(1);
        listener.cancel();
        await().atMost(PATIENCE).until(() -> socket.isClosed() && client.inFlight() == 0);
        timers.clock().awaitPending(0);
        assertThat(listener.end).isNotDone();
    }

    @Test
    void whatIsSentWithoutAConnectionFailsAndIsNotKept() throws Exception {
        WebSocketSession session = session();
        assertThat(failureOf(session.send("early"))).isInstanceOf(HttpFailure.Disconnected.class);
        Listener listener = Listener.to(session);
        listener.connected();
        get(session.send("in time"));
        assertThat(peer.text()).isEqualTo("in time");
        listener.cancel();
    }
}
