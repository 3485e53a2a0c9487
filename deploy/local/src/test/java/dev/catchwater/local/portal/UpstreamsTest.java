package dev.catchwater.local.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamsTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean endless = new AtomicBoolean();
    private final CompletableFuture<Void> givenUp = new CompletableFuture<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anAnswerWithoutEndIsGivenUpWhileItIsRead() {
        int port = vertx.createHttpServer()
                .requestHandler(request -> answer(request.response()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        Upstreams upstreams = new Upstreams(vertx, URI.create("http://127.0.0.1:" + port));
        upstreams.look();
        await().until(() -> upstreams.latest().size() == 1);

        endless.set(true);
        upstreams.look();
        await().until(givenUp::isDone);
        await().until(() -> upstreams.latest().isEmpty());

        endless.set(false);
        await().until(() -> {
            upstreams.look();
            return upstreams.latest().size() == 1;
        });
        assertThat(givenUp).isCompleted();
    }

    private void answer(HttpServerResponse response) {
        if (!endless.get()) {
            response.end("{\"upstreams\":[{\"name\":\"one\"}]}");
            return;
        }
        response.setChunked(true).closeHandler(closed -> givenUp.complete(null));
        pour(response);
    }

    // As fast as it is taken, and for as long.
    private void pour(HttpServerResponse response) {
        response.write(Buffer.buffer(" ".repeat(64 * 1024))).onSuccess(written -> pour(response));
    }
}
