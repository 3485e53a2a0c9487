package dev.catchwater.testkit.usage;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FeedTest {
    @HttpMock
    Upstream upstream; // a new one for each test, on a free port of 127.0.0.1, closed and verified at its end

    @Test
    void theSecondRequestSucceeds() throws Exception {
        upstream.when(Match.get("/feed")).reply(Reply.status(503).header("Retry-After", "1"), Reply.ok("news"));
        upstream.when(Match.get("/feed").header("If-None-Match", "\"1\"")).reply(Reply.status(304));

        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(upstream.uri("/feed")).build();
            Assertions.assertEquals(
                    503, client.send(request, BodyHandlers.ofString()).statusCode());
            Assertions.assertEquals(
                    "news", client.send(request, BodyHandlers.ofString()).body());
        }
        Assertions.assertEquals(2, upstream.requests().size());
    }
}
