package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The same faults as Vert.x's client reports them. */
class VertxClientTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = VERTX.createHttpClient();

    @HttpMock
    Upstream upstream;

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aWholeAnswerArrives() {
        upstream.when(Match.get("/")).reply(Reply.ok("hello"));
        assertThat(get().toString()).isEqualTo("hello");
    }

    @Test
    void aResetBeforeTheHeadIsAResetByPeer() {
        upstream.when(Match.get("/")).reply(Reply.reset());
        assertThatThrownBy(this::get).isInstanceOf(CompletionException.class).hasRootCauseMessage("Connection reset");
    }

    @Test
    void aTruncatedBodyFails() {
        upstream.when(Match.get("/")).reply(Reply.ok("hello").truncateAfter(2));
        assertThatThrownBy(this::get).hasRootCauseMessage("Connection was closed");
    }

    @Test
    void aChunkedBodyWithoutItsFinalChunkFails() {
        upstream.when(Match.get("/")).reply(Reply.ok().chunks("hello").truncateAfter(5));
        assertThatThrownBy(this::get).hasRootCauseMessage("Connection was closed");
    }

    @Test
    void aRequestThatTheClientResetsIsADisconnect() {
        upstream.when(Match.get("/")).reply(Reply.never());
        HttpClientRequest request = CLIENT.request(HttpMethod.GET, upstream.port(), "127.0.0.1", "/")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        request.send();
        upstream.awaitRequests(1, Upstream.PATIENCE);
        request.reset();
        assertThat(upstream.awaitDisconnect(Upstream.PATIENCE).request().path()).isEqualTo("/");
    }

    private Buffer get() {
        return CLIENT.request(HttpMethod.GET, upstream.port(), "127.0.0.1", "/")
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
