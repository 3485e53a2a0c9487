package dev.catchwater.local.portal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** What the sandbox says of each upstream it pretends to be, as of the latest look; empty while it does not answer. */
final class Upstreams {

    private static final int MOST = 256 * 1024;

    private final HttpClient client;
    private final URI sandbox;
    private volatile JsonArray latest;

    Upstreams(Vertx vertx, URI sandbox) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(1)
                .setConnectTimeout(1000)
                .setMaxWaitQueueSize(1));
        this.sandbox = sandbox;
        this.latest = parse("{}");
    }

    JsonArray latest() {
        return latest;
    }

    void look() {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(sandbox.getHost())
                .setPort(sandbox.getPort())
                .setURI("/_sandbox/upstreams")
                .setTimeout(1500);
        client.request(request)
                .compose(call -> call.send().compose(Upstreams::read))
                .map(body -> parse(body.toString()))
                .otherwise(new JsonArray())
                .onSuccess(answer -> latest = answer);
    }

    private static Future<Buffer> read(HttpClientResponse answer) {
        Promise<Buffer> read = Promise.promise();
        Buffer body = Buffer.buffer();
        answer.exceptionHandler(read::tryFail);
        answer.endHandler(end -> read.tryComplete(body));
        answer.handler(part -> {
            if (body.length() + part.length() > MOST) {
                read.tryFail("more than " + MOST + " bytes");
                answer.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        return read.future();
    }

    private static JsonArray parse(String body) {
        try {
            JsonArray named = new JsonObject(body).getJsonArray("upstreams");
            return named == null ? new JsonArray() : named;
        } catch (DecodeException | ClassCastException e) {
            return new JsonArray();
        }
    }
}
