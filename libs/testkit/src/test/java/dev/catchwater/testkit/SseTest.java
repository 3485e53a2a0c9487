package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
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

    @Test
    void aListenerHearsEventsInOrderAndWaitsForTheOneItWants() {
        Opened<SseHandle> streams = upstream.when(Match.get("/events")).sse();
        try (var listener = SseListener.open(upstream.uri("/events"), "Last-Event-ID", "6")) {
            SseHandle stream = streams.next().expectLastEventId("6");
            stream.comment("nothing yet");
            stream.send(SseFrame.data("one\ntwo").id("7"));
            stream.send(SseFrame.data("three").event("price"));
            assertThat(listener.await("price", "thr", Duration.ofSeconds(10)).id())
                    .isEqualTo("7");
            assertThat(listener.events())
                    .extracting(SseListener.Event::type, SseListener.Event::data)
                    .containsExactly(tuple("message", "one\ntwo"), tuple("price", "three"));
            assertThatThrownBy(() -> listener.await("price", "four", Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("three");
            stream.end();
        }
    }

    @Test
    void aListenerThatIsTurnedAwaySaysSo() {
        upstream.when(Match.get("/events")).reply(Reply.status(401));
        assertThatThrownBy(() -> SseListener.open(upstream.uri("/events")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("401");
    }
}
