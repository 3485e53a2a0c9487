package dev.catchwater.load.peer;

import dev.catchwater.load.Done;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/** Vert.x' WebClient. */
final class WebClientPeer implements Peer {
    private final EventLoop loop = new EventLoop();
    private final WebClient client;
    private final HttpRequest<Buffer> request;

    WebClientPeer(Target target) {
        client = WebClient.wrap(
                loop.vertx()
                        .createHttpClient(
                                new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(target.connections())),
                new WebClientOptions());
        request = client.get(
                target.uri().getPort(), target.uri().getHost(), target.uri().getPath());
        Target.FIELDS.forEach(field -> request.putHeader(field.name(), field.value()));
    }

    @Override
    public void begin(Runnable task) {
        loop.run(task);
    }

    @Override
    public void call(Done done) {
        request.send().onComplete(answer -> ended(answer, done), thrown -> done.ended(0, thrown));
    }

    private static void ended(HttpResponse<Buffer> answer, Done done) {
        if (answer.statusCode() == 200) {
            done.ended(answer.body().length(), null);
        } else {
            done.ended(0, Done.unexpected(answer.statusCode()));
        }
    }

    @Override
    public void close() {
        client.close();
        loop.close();
    }
}
