package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A session as the README shows it, with a gate and a final close code besides. */
class WebSocketUsageTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void whatTheReadmeShowsWorksWhenPasted() throws Exception {
        try (Peer peer = new Peer(OverWebSockets.VERTX);
                HttpClient client = HttpClient.create(
                        OverWebSockets.VERTX, Settings.named("usage").withGuard(GuardPolicy.OFF))) {
            WebSocketSession session = client.webSockets(WebSocketPolicy.DEFAULT
                            .withPace(Duration.ofMillis(250))
                            .withGate(Gate.login(
                                    () -> Uni.createFrom().item(new WebSocketMessage.Text("{\"login\":\"…\"}")),
                                    message -> says(message, "\"welcome\""),
                                    message -> says(message, "\"denied\"")))
                            .withFinalCodes(code -> code == 1008))
                    .connect(WebSocketClient.request(peer.uri("/ws")));
            session.subscribe(
                    Subscription.of("book", "{\"subscribe\":\"book\"}").withUnsubscribe("{\"unsubscribe\":\"book\"}"));
            session.signals().subscribe().with(signal -> {
                switch (signal) {
                    case WebSocketMessage.Text(String text) -> seen.add(text);
                    case WebSocketSignal.Resubscribed(long connection, List<String> ids) ->
                        seen.add(connection + "" + ids);
                    case WebSocketSignal.Disconnected gone -> seen.add("gone");
                    default -> {}
                }
            });
            assertThat(peer.text()).isEqualTo("{\"login\":\"…\"}");
            var socket = peer.socket();
            socket.writeTextMessage("\"welcome\"");
            assertThat(peer.text()).isEqualTo("{\"subscribe\":\"book\"}");
            Uni<Void> sent = session.send("{\"ping\":1}");
            get(sent);
            assertThat(peer.text()).isEqualTo("{\"ping\":1}");
            socket.writeTextMessage("news");
            await().atMost(PATIENCE).until(() -> seen.equals(List.of("1[book]", "\"welcome\"", "news")));
            session.unsubscribe("book");
            assertThat(peer.text()).isEqualTo("{\"unsubscribe\":\"book\"}");
            get(session.close());
        }
    }

    private static boolean says(WebSocketMessage message, String text) {
        return message instanceof WebSocketMessage.Text(String said) && said.equals(text);
    }
}
