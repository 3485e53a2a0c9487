package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults as a plain socket sees them: a reset is ECONNRESET, a truncation an orderly end. */
class FaultTest {
    @HttpMock
    Upstream upstream;

    @Test
    void aResetInsteadOfAnAnswerSendsNothing() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.reset());
        RawClient.Seen seen = seen();
        assertThat(seen.reset()).isTrue();
        assertThat(seen.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 1000, 30_000})
    void aResetAfterBytesOfTheBodyDeliversExactlyThose(int bytes) throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("x".repeat(40_000)).resetAfter(bytes));
        RawClient.Seen seen = seen();
        assertThat(seen.reset()).isTrue();
        assertThat(seen.text()).contains("Content-Length: 40000\r\n");
        assertThat(seen.body()).hasSize(bytes);
    }

    @Test
    void aTruncatedBodyEndsInOrderShortOfItsContentLength() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("0123456789").truncateAfter(4));
        RawClient.Seen seen = seen();
        assertThat(seen.reset()).isFalse();
        assertThat(seen.text()).contains("Content-Length: 10\r\n");
        assertThat(seen.body()).isEqualTo("0123");
    }

    @Test
    void aTruncatedChunkedBodyEndsWithoutItsFinalChunk() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok().chunks("abc", "defg").truncateAfter(7));
        upstream.when(Match.get("/mid")).reply(Reply.ok().chunks("abc", "defg").truncateAfter(5));
        assertThat(seen().body()).isEqualTo("3\r\nabc\r\n4\r\ndefg\r\n");
        assertThat(seen("/mid"))
                .extracting(RawClient.Seen::body, RawClient.Seen::reset)
                .containsExactly("3\r\nabc\r\n4\r\nde", false);
    }

    @Test
    void rawBytesAreSentAsTheyAre() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.raw("HTTP/9.9 what\r\nno colon\r\n\r\n"));
        RawClient.Seen seen = seen();
        assertThat(seen.text()).isEqualTo("HTTP/9.9 what\r\nno colon\r\n\r\n");
        assertThat(seen.reset()).isFalse();
    }

    @Test
    void aStreamIsResetAfterWhatWasWrittenOrDroppedInOrder() throws Exception {
        upstream.when(Match.get("/reset")).reply(Reply.stream(s -> {
            s.write("one");
            s.reset();
        }));
        upstream.when(Match.get("/drop")).reply(Reply.stream(s -> {
            s.write("one");
            s.close();
        }));
        assertThat(seen("/reset"))
                .extracting(RawClient.Seen::body, RawClient.Seen::reset)
                .containsExactly("3\r\none\r\n", true);
        assertThat(seen("/drop"))
                .extracting(RawClient.Seen::body, RawClient.Seen::reset)
                .containsExactly("3\r\none\r\n", false);
        assertThat(upstream.disconnects()).isEmpty();
    }

    @Test
    void aRequestOnAConnectionThatTheUpstreamClosedUnannouncedIsReset() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("done").thenClose());
        try (var client = new RawClient(upstream)) {
            client.get("/").readUntil("done");
            RawClient.Seen end = client.readToEnd();
            assertThat(end).isEqualTo(new RawClient.Seen("", false));
            client.get("/");
            assertThat(client.readToEnd().text()).isEmpty();
        }
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void aClientThatLeavesANeverAnsweredRequestIsADisconnect() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.never());
        try (var _ = new RawClient(upstream).get("/")) {
            upstream.awaitRequests(1, Upstream.PATIENCE);
            assertThat(upstream.disconnects()).isEmpty();
        }
        Disconnect disconnect = upstream.awaitDisconnect(Upstream.PATIENCE);
        assertThat(disconnect.request().path()).isEqualTo("/");
        assertThat(disconnect.sentBytes()).isZero();
    }

    @Test
    void aClientThatResetsInTheMiddleOfAStreamIsADisconnectAndClosesTheHandle() throws Exception {
        Opened<StreamHandle> streams = upstream.when(Match.get("/")).stream();
        try (var client = new RawClient(upstream).get("/")) {
            StreamHandle stream = streams.next();
            stream.write("hello");
            client.readUntil("hello\r\n");
            client.abort();
            assertThat(stream.awaitClosed(Upstream.PATIENCE)).isTrue();
            assertThat(stream.isOpen()).isFalse();
        }
        assertThat(upstream.awaitDisconnect(Upstream.PATIENCE).sentBytes()).isGreaterThan(5);
    }

    @Test
    void aClientThatLeavesDuringADelayGetsNothing() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("late").delay(Duration.ofHours(1)));
        try (var _ = new RawClient(upstream).get("/")) {
            upstream.awaitRequests(1, Upstream.PATIENCE);
        }
        assertThat(upstream.awaitDisconnect(Upstream.PATIENCE).sentBytes()).isZero();
    }

    @Test
    void aClientThatLeavesRightAfterTheLastByteIsNoDisconnect() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("whole"));
        upstream.when(Match.get("/chunks")).reply(Reply.ok().chunks("who", "le"));
        for (int i = 0; i < 300; i++) {
            try (var client = new RawClient(upstream)) {
                client.get("/").readUntil("whole");
            }
            try (var client = new RawClient(upstream)) {
                client.get("/chunks").readUntil("0\r\n\r\n");
            }
        }
        upstream.stop();
        assertThat(upstream.disconnects()).isEmpty();
        assertThat(upstream.requests()).hasSize(600);
    }

    @Test
    void aClientThatDoesNotReadLeavesBytesPendingUntilItDoes() throws Exception {
        Opened<StreamHandle> streams = upstream.when(Match.get("/")).stream();
        byte[] megabyte = new byte[1 << 20];
        try (var client = new RawClient(upstream).get("/")) {
            StreamHandle stream = streams.next();
            for (int i = 0; i < 32; i++) {
                stream.write(megabyte);
            }
            assertThat(stream.awaitDrain(Duration.ofMillis(300))).isFalse();
            assertThat(stream.pendingBytes()).isPositive();
            stream.end();
            client.readUntil("\r\n0\r\n\r\n");
            assertThat(stream.sentBytes()).isGreaterThan(32L << 20);
        }
    }

    @Test
    void malformedRequestsAreAnswered400AndComplainedAbout() throws Exception {
        try (var client = new RawClient(upstream).send("hello\r\n\r\n")) {
            assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 400 ");
        }
        assertThat(upstream.takeComplaints())
                .singleElement()
                .asString()
                .contains("not an HTTP/1.1 request line: hello");
    }

    @Test
    void connectionsAreForgottenOnceTheyAreClosed() throws Exception {
        upstream.when(Match.any()).reply(Reply.reset());
        seen();
        seen();
        assertThat(upstream.openConnections()).isZero();
    }

    private RawClient.Seen seen() throws IOException {
        return seen("/");
    }

    private RawClient.Seen seen(String path) throws IOException {
        try (var client = new RawClient(upstream)) {
            return client.get(path).readToEnd();
        }
    }
}
