package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.StreamHandle;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeavingTest {
    @HttpMock
    Upstream upstream;

    /** An event stream, say, which the origin would never end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx",
                "POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"
            })
    void whoLeavesWhileAnotherRequestIsHalfSentTakesTheCallAlong(String half) throws IOException {
        Opened<StreamHandle> open = upstream.when(Match.get("/stream")).stream();
        try (Node node = new Node(upstream.uri("/"))) {
            try (Raw raw = new Raw(node.port())) {
                raw.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
                open.next().write("one");
                raw.until("one");
                assertThat(node.plane.inFlight()).isEqualTo(1);
                raw.send(half);
                // It has to be there before the end of the connection is.
                await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            }
            await().until(() -> node.plane.inFlight() == 0);
            assertThat(node.served).hasSize(1);
        }
    }
}
