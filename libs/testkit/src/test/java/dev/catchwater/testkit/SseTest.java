package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Event streams that break and come back. */
class SseTest {
    @HttpMock
    Upstream upstream;

    @Test
    void aStreamIsCutInsideAnEventAndTheReconnectTellsWhatItSawLast() throws Exception {
        Opened<SseHandle> streams = upstream.when(Match.get("/events")).sse();
        try (var client = new RawClient(upstream).get("/events")) {
            SseHandle first = streams.next();
            assertThat(first.lastEventId()).isEmpty();
            first.send(SseFrame.data("one").id("1"));
            first.cutInside(SseFrame.data("two").id("2"));
            assertThat(client.readToEnd().body())
                    .contains("id: 1\ndata: one\n\n", "id: 2\ndata: two")
                    .doesNotContain("two\n");
        }
        try (var client = new RawClient(upstream).send("GET /events HTTP/1.1\r\nLast-Event-ID: 1\r\n\r\n")) {
            SseHandle second = streams.next().expectLastEventId("1");
            assertThatThrownBy(() -> second.expectLastEventId("2"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("Last-Event-ID: expected 2, was 1");
            second.end();
            client.readUntil("0\r\n\r\n");
        }
        assertThat(upstream.disconnects()).isEmpty();
    }
}
