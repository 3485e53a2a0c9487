package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A runaway client must not fill the memory of the tests. */
class BoundsTest {
    @HttpMock
    Upstream upstream;

    @Test
    void ofManyLargeBodiesTheRecordKeepsTheLengthsButNotAllBytes() throws Exception {
        upstream.when(Match.post("/")).reply(Reply.status(204));
        int requests = 70;
        String body = "x".repeat(1 << 20);
        try (var client = new RawClient(upstream)) {
            for (int i = 0; i < requests; i++) {
                client.send("POST / HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .readUntil("\r\n\r\n");
            }
        }
        List<Received> received = upstream.requests();
        assertThat(received)
                .hasSize(requests)
                .allSatisfy(r -> assertThat(r.bodyLength()).isEqualTo(1 << 20));
        assertThat(received.getFirst().bodyBytes()).hasSize(1 << 20);
        assertThat(received.stream().mapToLong(r -> r.bodyBytes().length).sum()).isEqualTo(64L << 20);
    }

    @Test
    void aHundredComplaintsAreEnough() throws Exception {
        try (var client = new RawClient(upstream)) {
            for (int i = 0; i < 120; i++) {
                client.send("GET /" + i + " HTTP/1.1\r\n\r\n").readUntil("Nothing is expected at all.\n");
            }
        }
        assertThat(upstream.takeComplaints()).hasSize(100);
    }

    @Test
    void aFullRecordSaysSoInsteadOfGrowing() {
        var ledger = new Ledger<String>("things", 2);
        assertThat(ledger.add("a")).isTrue();
        assertThat(ledger.add("b")).isTrue();
        assertThat(ledger.add("c")).isFalse();
        assertThat(ledger.all()).containsExactly("a", "b");
        assertThatThrownBy(() -> ledger.await(3, Duration.ofMillis(1))).isInstanceOf(AssertionError.class);
    }

    @Test
    void aHeadIsBounded() throws Exception {
        try (var client = new RawClient(upstream)) {
            client.send("GET / HTTP/1.1\r\nX: " + "y".repeat(300_000) + "\r\n\r\n");
            assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 400 ");
        }
        assertThat(upstream.takeComplaints()).singleElement().asString().contains("a head of more than 262144 bytes");
    }
}
