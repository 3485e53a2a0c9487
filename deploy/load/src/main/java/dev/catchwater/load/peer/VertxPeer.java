package dev.catchwater.load.peer;

import dev.catchwater.load.Done;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;

/** Vert.x' own client, as bare as it is. */
public final class VertxPeer implements Peer {
    private final EventLoop loop;
    private final HttpClient client;
    private final Target target;

    VertxPeer(Target target) {
        this(target, new EventLoop());
    }

    /** On an application's Vert.x. */
    public VertxPeer(Target target, Vertx vertx) {
        this(target, new EventLoop(vertx));
    }

    private VertxPeer(Target target, EventLoop loop) {
        this.target = target;
        this.loop = loop;
        client = loop.vertx()
                .createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(target.connections()));
    }

    @Override
    public void begin(Runnable task) {
        loop.run(task);
    }

    @Override
    public void call(Done done) {
        client.request(
                        HttpMethod.GET,
                        target.uri().getPort(),
                        target.uri().getHost(),
                        target.uri().getPath())
                .compose(VertxPeer::send)
                .compose(VertxPeer::content)
                .onComplete(body -> done.ended(body.length(), null), thrown -> done.ended(0, thrown));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request) {
        for (Target.Field field : Target.FIELDS) {
            request.putHeader(field.name(), field.value());
        }
        return request.send();
    }

    private static Future<Buffer> content(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body()
                : Future.failedFuture(Done.unexpected(response.statusCode()));
    }

    @Override
    public void close() {
        client.close().toCompletionStage().toCompletableFuture().join();
        loop.close();
    }
}
