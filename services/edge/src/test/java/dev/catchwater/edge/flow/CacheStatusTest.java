package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cache-Status (RFC 9211) is in every answer, whoever it is from. */
class CacheStatusTest {
    @HttpMock
    Upstream upstream;

    private Node node;

    @BeforeEach
    void start() {
        node = new Node(upstream.uri("/"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private String head(String lines) throws IOException {
        try (Raw raw = new Raw(node.port())) {
            return raw.send(lines.replace("|", "\r\n") + "\r\n\r\n").until("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET / HTTP/1.1|Host : a; space-before-colon",
                "GET / HTTP/1.1; no-host",
                "CONNECT a:80 HTTP/1.1|Host: a; connect",
                "GET / HTTP/1.1|Host: a|CDN-Loop: catchwater; loop",
                "GET / HTTP/1.1|Host: a|Expect: more; expectation",
                "TRACE / HTTP/1.1|Host: a|Max-Forwards: 0; max-forwards",
                "GET / HTTP/1.1|Host: a|Cache-Control: only-if-cached; only-if-cached"
            })
    void whatThisNodeAnswersItselfSaysWhy(String request, String detail) throws IOException {
        assertThat(head(request)).containsPattern("(?i)cache-status: catchwater;.*detail=\"" + detail + "\"");
    }

    private static final String UPGRADE = "GET /ws HTTP/1.1|Host: a|Connection: Upgrade|Upgrade: websocket|"
            + "Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    @Test
    void aSwitchOfProtocolsAndItsRefusalGoPastTheCache() throws IOException {
        upstream.when(Match.get("/ws")).reply(Reply.status(404), Reply.webSocket(session -> {}));
        assertThat(head(UPGRADE))
                .startsWith("HTTP/1.1 404")
                .containsPattern("(?i)cache-status: catchwater;fwd=bypass\r");
        assertThat(head(UPGRADE))
                .startsWith("HTTP/1.1 101")
                .containsPattern("(?i)cache-status: catchwater;fwd=bypass\r");
    }
}
