package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Faults that come before any request, and those of an answer's outermost bytes, as a plain socket sees them. */
class AcceptTest {
    @HttpMock
    Upstream upstream;

    @Test
    void connectionsFareOneAfterTheOtherAsTheTestSaysAndTheLastRepeats() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("fine").thenClose());
        upstream.accepts(Accept.reset(), Accept.close(), Accept.raw("220 mail.example\r\n"), Accept.normally());
        assertThat(silently().reset()).isTrue();
        assertThat(silently()).isEqualTo(new RawClient.Seen("", false));
        assertThat(silently()).isEqualTo(new RawClient.Seen("220 mail.example\r\n", false));
        assertThat(seen().body()).isEqualTo("fine");
        assertThat(seen().body()).isEqualTo("fine");
        assertThat(upstream.requests()).hasSize(2);
    }

    @Test
    void aDeafConnectionNeitherReadsNorAnswersNorEndsUntilTheUpstreamDoes() throws Exception {
        upstream.when(Match.any()).reply(Reply.ok("heard").thenClose());
        upstream.accepts(Accept.deaf(), Accept.normally());
        try (var ignored = new RawClient(upstream).get("/ignored")) {
            assertThat(seen("/heard").body()).isEqualTo("heard");
            upstream.close();
            assertThat(ignored.readToEnd().text()).isEmpty();
        }
        assertThat(upstream.requests()).extracting(Received::path).containsExactly("/heard");
    }

    @Test
    void aHalfCloseAfterTheHeadStillReadsWhatTheClientSends() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("hello").truncateAfter(0));
        try (var client = new RawClient(upstream).get("/")) {
            assertThat(client.readToEnd()).satisfies(seen -> {
                assertThat(seen.text()).endsWith("Content-Length: 5\r\n\r\n");
                assertThat(seen.reset()).isFalse();
            });
            assertThat(upstream.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void aHeadMayBeLargerThanClientsTakeAndGarbageMayTakeItsPlace() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("x").oversizedHead(100_000).thenClose());
        upstream.when(Match.get("/garbage")).reply(Reply.garbage(500));
        upstream.when(Match.get("/middle"))
                .reply(Reply.ok().chunks("hello", "you").garbageAfter(5));
        assertThat(seen("/").text().indexOf("\r\n\r\n")).isBetween(100_000, 100_200);
        assertThat(seen("/garbage").text())
                .hasSize(500)
                .isEqualTo(seen("/garbage").text());
        assertThat(seen("/middle").body())
                .startsWith("5\r\nhello\r\n")
                .doesNotContain("you")
                .hasSize(10 + 64);
    }

    @Test
    void aDripComesInItsPartsAndItsLengthIsKnownFromTheStart() throws Exception {
        upstream.when(Match.get("/"))
                .reply(Reply.ok("abcdefg").drip(3, Duration.ofMillis(10)).thenClose());
        RawClient.Seen seen = seen();
        assertThat(seen.text()).contains("Content-Length: 7\r\n");
        assertThat(seen.body()).isEqualTo("abcdefg");
        assertThatThrownBy(() -> Reply.ok().chunks("a").drip(1, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Reply.ok("a").drip(0, Duration.ZERO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEarlyAnswerLeavesTheConnectionUsableOnceTheBodyHasCome() throws Exception {
        upstream.when(Match.post("/up")).beforeBody().reply(Reply.status(413));
        upstream.when(Match.get("/")).reply(Reply.ok("next"));
        try (var client = new RawClient(upstream)) {
            client.send("POST /up HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345");
            client.readUntil("Content-Length: 0\r\n\r\n");
            client.send("67890GET / HTTP/1.1\r\n\r\n").readUntil("next");
        }
        assertThat(upstream.requests()).extracting(Received::path).containsExactly("/up", "/");
    }

    @Test
    void aClosedUpstreamHasLetGoOfItsConnections() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.never());
        try (var client = new RawClient(upstream).get("/")) {
            upstream.awaitRequests(1, Upstream.PATIENCE);
            upstream.close();
            assertThat(client.readToEnd().text()).isEmpty();
        }
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

    /** What a client sees that says nothing: one that writes into a reset learns of it by writing. */
    private RawClient.Seen silently() throws IOException {
        try (var client = new RawClient(upstream)) {
            return client.readToEnd();
        }
    }
}
