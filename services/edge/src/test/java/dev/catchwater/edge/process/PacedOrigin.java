package dev.catchwater.edge.process;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** An origin of brief answers, stored ones, late ones, and long ones that take some seconds. */
final class PacedOrigin implements AutoCloseable {
    private static final int PIECES = 240;

    private final Vertx vertx = Vertx.vertx();
    private final int length;
    private final HttpServer server;

    /** @param length of what is long */
    PacedOrigin(int length) {
        this.length = length;
        this.server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/kept" -> response.putHeader("Cache-Control", "max-age=60").end("kept");
            case "/waits" -> vertx.setTimer(100, late -> response.end("waited"));
            case "/stored" -> response.putHeader("Cache-Control", "max-age=600").end(Buffer.buffer(new byte[length]));
            case "/paced" -> {
                response.putHeader("Content-Length", Integer.toString(length));
                pace(response, 0);
            }
            case "/upload" -> request.body().onSuccess(body -> response.end("" + body.length()));
            default -> response.end("brief");
        }
    }

    private void pace(HttpServerResponse response, int piece) {
        response.write(Buffer.buffer(new byte[length / PIECES]));
        if (piece + 1 == PIECES) {
            response.end(Buffer.buffer(new byte[length % PIECES]));
        } else {
            vertx.setTimer(20, next -> pace(response, piece + 1));
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
