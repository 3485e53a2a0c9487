package dev.catchwater.fairlead.redis.tokens;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** An API and its authorization server, which takes each refresh token once and a second use of one for theft. */
final class RotatingServer implements AutoCloseable {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger reused = new AtomicInteger();
    private final HttpServer server;
    private int current;
    private boolean revoked;

    RotatingServer(Vertx vertx) {
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"));
        server.requestHandler(request -> {
            switch (request.path()) {
                case "/token" -> request.body().onSuccess(body -> token(request, body.toString()));
                default -> api(request);
            }
        });
        server.listen(0).toCompletionStage().toCompletableFuture().join();
    }

    String origin() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private synchronized void token(HttpServerRequest request, String form) {
        asked.incrementAndGet();
        if (!(form + "&").contains("refresh_token=refresh-" + current + "&")) {
            reused.incrementAndGet();
            request.response().setStatusCode(400).end("{\"error\":\"invalid_grant\"}");
            return;
        }
        current++;
        revoked = false;
        request.response()
                .end("{\"access_token\":\"access-" + current + "\",\"refresh_token\":\"refresh-" + current
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    }

    private synchronized void api(HttpServerRequest request) {
        boolean good = !revoked && ("Bearer access-" + current).equals(request.getHeader("Authorization"));
        request.response().setStatusCode(good ? 200 : 401).end(good ? "yes" : "no");
    }

    /** From here on another access token is needed. */
    synchronized void revoke() {
        revoked = true;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
