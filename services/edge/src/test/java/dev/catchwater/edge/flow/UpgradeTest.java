package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {
    @HttpMock
    Upstream upstream;

    /** RFC 6455 §4.2.1. */
    @ParameterizedTest
    @ValueSource(strings = {"websocket", "WebSocket", "WEBSOCKET"})
    void theNameOfWebSocketHasNoCase(String name) throws IOException {
        upstream.when(Match.get("/ws")).reply(Reply.webSocket(socket -> socket.expectClose(1000)));
        try (Node node = new Node(upstream.uri("/"));
                Raw raw = new Raw(node.port())) {
            raw.send("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: " + name
                    + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            assertThat(raw.until("\r\n\r\n")).startsWith("HTTP/1.1 101 ");
        }
        upstream.takeComplaints();
    }
}
