package dev.catchwater.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real server: hands its sockets and what comes on them to the test. Paths other than /ws are {@code http}'s. */
final class Peer implements AutoCloseable {
    private final HttpServer server;
    final BlockingQueue<ServerWebSocket> sockets = new LinkedBlockingQueue<>();
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private volatile Consumer<ServerWebSocket> greeting = socket -> {};
    private volatile Consumer<HttpServerRequest> http =
            request -> request.response().setStatusCode(404).end();

    Peer(Vertx vertx) {
        this(vertx, new HttpServerOptions());
    }

    Peer(Vertx vertx, HttpServerOptions options) {
        server = vertx.createHttpServer(options.setHost("127.0.0.1").setMaxWebSocketMessageSize(16 << 20));
        server.requestHandler(request -> {
            if (request.path().equals("/ws")) {
                request.toWebSocket().onSuccess(this::accept);
            } else {
                http.accept(request);
            }
        });
        server.listen(0).toCompletionStage().toCompletableFuture().join();
    }

    private void accept(ServerWebSocket socket) {
        socket.textMessageHandler(texts::add);
        greeting.accept(socket);
        sockets.add(socket);
    }

    /** What is done with each new socket before anything comes on it. */
    Peer greet(Consumer<ServerWebSocket> first) {
        greeting = first;
        return this;
    }

    Peer answer(Consumer<HttpServerRequest> plain) {
        http = plain;
        return this;
    }

    int port() {
        return server.actualPort();
    }

    String uri(String path) {
        return "ws://127.0.0.1:" + port() + path;
    }

    ServerWebSocket socket() throws InterruptedException {
        return taken(sockets);
    }

    String text() throws InterruptedException {
        return taken(texts);
    }

    private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(Answers.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(item).as("what was waited for").isNotNull();
        return item;
    }

    /** Cuts the connection without a close frame. */
    static void cut(ServerWebSocket socket) {
        Channel channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
        // Past Vert.x, which would say goodbye.
        channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
    }

    /** Stops reading, as a peer that is gone: not even pings are answered. */
    static void freeze(ServerWebSocket socket) {
        ((WebSocketInternal) socket).channelHandlerContext().channel().config().setAutoRead(false);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
