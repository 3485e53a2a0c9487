package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An origin that codes its answers whoever asks, and knows no ranges. */
class RangedCodingTest {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatCameCodedForARangeIsNoAnswerForOthers() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(packed)) {
            zipped.write("plain".getBytes(StandardCharsets.UTF_8));
        }
        HttpServer server = VERTX.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Encoding", "gzip")
                        .putHeader("Vary", "Accept-Encoding")
                        .putHeader("Cache-Control", "max-age=99")
                        .end(Buffer.buffer(packed.toByteArray())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        HttpClient client = HttpClient.create(
                VERTX,
                Settings.named("ranged")
                        .withGuard(GuardPolicy.OFF)
                        .withCache(CachingPolicy.inMemory(1 << 20, 1 << 16)));
        String uri = "http://127.0.0.1:" + server.actualPort() + "/a";
        get(client.send(Request.get(uri).withHeader("Range", "bytes=0-3")).flatMap(Response::text));
        Response second = get(client.send(Request.get(uri)));
        assertThat(get(second.text())).isEqualTo("plain");
        client.close();
    }
}
