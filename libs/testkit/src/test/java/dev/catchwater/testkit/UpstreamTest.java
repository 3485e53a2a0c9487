package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @HttpMock
    Upstream upstream;

    @Test
    void aSequenceIsAnsweredInOrderAndItsLastReplyRepeats() throws Exception {
        upstream.when(Match.get("/feed")).reply(Reply.status(503).header("Retry-After", "1"), Reply.ok("here"));

        assertThat(get("/feed").statusCode()).isEqualTo(503);
        assertThat(get("/feed").body()).isEqualTo("here");
        assertThat(get("/feed").body()).isEqualTo("here");
        assertThat(upstream.requests()).extracting(Received::connection).containsOnly(1L);
    }

    @Test
    void aStreamIsWrittenByTheTest() throws Exception {
        Opened<StreamHandle> streams = upstream.when(Match.get("/live")).stream();
        var answer = client.sendAsync(
                HttpRequest.newBuilder(upstream.uri("/live")).build(), HttpResponse.BodyHandlers.ofLines());
        StreamHandle stream = streams.next();
        stream.write("one\n");
        var lines = answer.join().body().iterator();
        assertThat(lines.next()).isEqualTo("one");
        stream.write("two\n");
        assertThat(lines.next()).isEqualTo("two");
        assertThat(stream.awaitDrain(LIMIT)).isTrue();
        stream.end();
        assertThat(lines.hasNext()).isFalse();
        assertThat(upstream.disconnects()).isEmpty();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(upstream.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
