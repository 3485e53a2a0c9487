package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;

import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.tls.TlsMaterial;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** An exchange with a peer of HTTP/2 that allows two calls at a time, with heads of 1,000 bytes. */
abstract class OverHttp2 {
    static final Vertx VERTX = OverSockets.VERTX;

    /** More than a peer that does not read on takes. */
    static final RequestBody LARGE = new RequestBody.Bytes(Buffer.buffer(new byte[256 * 1024]));

    /** Who waits for a place does so for longer than a test. */
    private static final Bounds BOUNDS =
            new Bounds(PATIENCE.multipliedBy(2), PATIENCE, PATIENCE, Bounds.DEFAULT.maxHeadBytes(), 1 << 20, 200);

    final VertxExchange exchange = new VertxExchange(
            VERTX,
            BOUNDS,
            Protocol.HTTP_2_PRIOR_KNOWLEDGE,
            TlsMaterial.load(TlsPolicy.DEFAULT, VERTX),
            32,
            new ManualTimers());
    private final HttpServer server =
            VERTX.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setInitialSettings(allowing(2)));
    final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();

    static Http2Settings allowing(long calls) {
        return new Http2Settings().setMaxConcurrentStreams(calls).setMaxHeaderListSize(1_000);
    }

    @AfterEach
    void stop() {
        exchange.close();
        get(Uni.createFrom().completionStage(server.close().toCompletionStage()));
    }

    String serve(Handler<HttpServerRequest> handler) {
        server.connectionHandler(connections::add).requestHandler(handler);
        return "http://127.0.0.1:"
                + get(Uni.createFrom().completionStage(server.listen(0).toCompletionStage()))
                        .actualPort() + "/";
    }

    /** Sends at once, on this loop. */
    CompletableFuture<Response> on(Context loop, Request request) {
        CompletableFuture<Response> result = new CompletableFuture<>();
        loop.runOnContext(
                here -> exchange.proceed(request).subscribe().with(result::complete, result::completeExceptionally));
        return result;
    }

    static Uni<Response> uni(CompletableFuture<Response> call) {
        return Uni.createFrom().completionStage(call);
    }

    static String text(CompletableFuture<Response> call) {
        return get(uni(call).flatMap(Response::text));
    }
}
